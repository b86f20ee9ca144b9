import { FaultProject } from './project.ts'
import type { Scene } from './scenes.ts'

export type Files = ReadonlyMap<string, string>

/** What is there after a run that nobody disturbed. */
export function undisturbed(scene: Scene) {
  const project = new FaultProject()
  scene.prepare(project)
  const milliseconds = project.time(...scene.words)
  const expected = project.snapshot().files
  project.remove()
  return { expected, milliseconds }
}

/** What is wrong after a disturbed run and another one that nobody disturbs; undefined if nothing is. */
export function convergence(project: FaultProject, scene: Scene, before: Files, expected: Files): string | undefined {
  const disturbed = project.snapshot()
  if (disturbed.corrupt.length > 0) return `wrong objects under final names: ${disturbed.corrupt.join(', ')}`
  const lost = lostContents(before, disturbed.files)
  if (lost.length > 0) return `contents that are nowhere any more: ${lost.join(', ')}`
  const again = project.run(...scene.words)
  if (again.status !== 0) return `running it again fails: ${again.stderr}`
  return difference(expected, project.snapshot().files)
}

/** Files from before whose content neither the workspace nor the cache has any more. */
function lostContents(before: Files, after: Files): string[] {
  const there = new Set(after.values())
  return [...before]
    .filter(([name, hash]) => name.startsWith('project/data/') && !there.has(hash))
    .map(([name]) => name)
}

export function difference(expected: Files, found: Files): string | undefined {
  const names = [...new Set([...expected.keys(), ...found.keys()])].filter(
    (name) => expected.get(name) !== found.get(name),
  )
  return names.length === 0 ? undefined : `differs from an undisturbed run: ${names.slice(0, 10).join(', ')}`
}
