import { convergence, countCalls, difference, type Undisturbed, undisturbed } from './aftermath.ts'
import { type FaultCase, once } from './fault-case.ts'
import { FaultProject } from './project.ts'
import { randomNumbersFor } from './random-numbers.ts'
import type { Scene } from './scene.ts'
import type { Files } from './snapshot.ts'

/** What may happen to a call: the process dies at it, it writes only half, or the system refuses it. */
const kinds = ['kill', 'short', 'ENOSPC', 'EIO', 'EACCES']

/** Disturbs the scene's command at `points` of its calls that change files, spread out, in every way. */
export function faultsAtCalls(scene: Scene, points: number): FaultCase[] {
  const known = once(async () => ({ ...(await undisturbed(scene)), calls: await countCalls(scene) }))
  const random = randomNumbersFor(scene.name)
  const places = Array.from({ length: points }, (_, i) => i)
  return kinds.flatMap((kind) => places.map((i) => caseAt(scene, kind, (i + random()) / points, known)))
}

interface Known extends Undisturbed {
  readonly calls: number
}

function caseAt(scene: Scene, kind: string, place: number, known: () => Promise<Known>): FaultCase {
  return {
    name: `${kind} at a call after ${Math.floor(place * 100)} % of ${scene.name}`,
    async judge() {
      const { expected, calls } = await known()
      const at = 1 + Math.floor(place * calls)
      const mistake = await disturb(scene, expected, kind, at)
      return mistake && `call ${at} of ${calls}: ${mistake}`
    },
  }
}

async function disturb(scene: Scene, expected: Files, kind: string, at: number): Promise<string | undefined> {
  const project = await FaultProject.create()
  try {
    await scene.prepare(project)
    const before = project.snapshot()
    const { status, stderr } = await project.runWith({ FAULT_KIND: kind, FAULT_AT: String(at) }, scene.words)
    if (status === 0) return difference(expected, project.snapshot().files)
    if (kind === 'short') return `fails: ${stderr}`
    if (kind !== 'kill' && !/^(ERROR|WARNING): (?!unexpected)/m.test(stderr)) return `no clear error: ${stderr}`
    return await convergence(project, scene, before, expected)
  } finally {
    project.remove()
  }
}
