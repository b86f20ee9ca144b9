import * as fs from 'node:fs'
import { convergence, difference, type Files, undisturbed } from './aftermath.ts'
import { FaultProject, type FaultResult } from './project.ts'
import { type Scene, scenesOf } from './scenes.ts'

/** What may happen to a call: the process dies at it, it writes only half, or the system refuses it. */
const kinds = ['kill', 'short', 'ENOSPC', 'EIO', 'EACCES']

/** Disturbs each command at `points` of its calls that change files, spread evenly, in every way. */
export function faultAtCalls(points: number): FaultResult[] {
  return scenesOf(12, 2 << 20).flatMap((scene) => {
    const { expected } = undisturbed(scene)
    const calls = countCalls(scene)
    const chosen = Array.from({ length: Math.min(points, calls) }, (_, i) => 1 + Math.floor((i * calls) / points))
    return kinds.flatMap((kind) =>
      chosen.map((at) => ({
        name: `${kind} at call ${at} of ${calls} of ${scene.name}`,
        mistake: disturb(scene, expected, kind, at),
      })),
    )
  })
}

function countCalls(scene: Scene): number {
  const project = new FaultProject()
  scene.prepare(project)
  const file = project.at('calls')
  project.runWith({ FAULT_COUNT: file }, ...scene.words)
  const calls = Number(fs.readFileSync(file, 'utf8'))
  project.remove()
  return calls
}

function disturb(scene: Scene, expected: Files, kind: string, at: number): string | undefined {
  const project = new FaultProject()
  try {
    scene.prepare(project)
    const before = project.snapshot().files
    const { status, stderr } = project.runWith({ FAULT_KIND: kind, FAULT_AT: String(at) }, ...scene.words)
    if (status === 0) return difference(expected, project.snapshot().files)
    if (kind === 'short') return `fails: ${stderr}`
    if (kind !== 'kill' && !/^ERROR: (?!unexpected)/m.test(stderr)) return `no clear error: ${stderr}`
    return convergence(project, scene, before, expected)
  } finally {
    project.remove()
  }
}
