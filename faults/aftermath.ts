import * as fs from 'node:fs'
import { FaultProject } from './project.ts'
import type { Scene } from './scene.ts'
import type { Files, Snapshot } from './snapshot.ts'

/** What is there after a run that nobody disturbs, and how long that takes. */
export interface Undisturbed {
  readonly expected: Files
  readonly milliseconds: number
}

export async function undisturbed(scene: Scene): Promise<Undisturbed> {
  const project = await FaultProject.create()
  await scene.prepare(project)
  const begin = performance.now()
  const { status, stderr } = await project.run(scene.words)
  const milliseconds = performance.now() - begin
  if (status !== 0) throw new Error(`"${scene.name}" fails when nobody disturbs it: ${stderr}`)
  const expected = project.snapshot().files
  project.remove()
  return { expected, milliseconds }
}

/** How many calls that change files an undisturbed run makes. */
export async function countCalls(scene: Scene): Promise<number> {
  const project = await FaultProject.create()
  await scene.prepare(project)
  const file = project.at('calls')
  await project.runWith({ FAULT_COUNT: file }, scene.words)
  const calls = Number(fs.readFileSync(file, 'utf8'))
  project.remove()
  return calls
}

/** What is wrong after a disturbed run and another one that nobody disturbs; undefined if nothing is. */
export async function convergence(
  project: FaultProject,
  scene: Scene,
  before: Snapshot,
  expected: Files,
): Promise<string | undefined> {
  const disturbed = project.snapshot()
  const corrupt = disturbed.corrupt.filter((name) => !before.corrupt.includes(name))
  if (corrupt.length > 0) return `wrong objects under final names: ${corrupt.join(', ')}`
  const lost = lostContents(before.files, expected, disturbed.files)
  if (lost.length > 0) return `contents that are nowhere any more: ${lost.join(', ')}`
  const again = await project.run(scene.words)
  if (again.status !== 0 && !scene.whenDone?.test(again.stderr)) return `running it again fails: ${again.stderr}`
  return difference(expected, project.snapshot().files)
}

/** Files from before whose content an undisturbed run leaves somewhere, and which is nowhere now. */
function lostContents(before: Files, expected: Files, after: Files): string[] {
  const kept = new Set(expected.values())
  const there = new Set(after.values())
  return [...before].filter(([, hash]) => kept.has(hash) && !there.has(hash)).map(([name]) => name)
}

export function difference(expected: Files, found: Files): string | undefined {
  const names = [...new Set([...expected.keys(), ...found.keys()])].filter(
    (name) => expected.get(name) !== found.get(name),
  )
  return names.length === 0 ? undefined : `differs from an undisturbed run: ${names.slice(0, 10).join(', ')}`
}
