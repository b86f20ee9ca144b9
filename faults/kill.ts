import { convergence, undisturbed } from './aftermath.ts'
import { type FaultCase, once } from './fault-case.ts'
import { FaultProject } from './project.ts'
import { randomNumbersFor } from './random-numbers.ts'
import type { Scene } from './scene.ts'
import type { Files } from './snapshot.ts'

/** Kills the scene's command at `points` moments, runs it again, and compares with a run that nobody disturbed. */
export function killsAtRandom(scene: Scene, points: number): FaultCase[] {
  const known = once(() => undisturbed(scene))
  const random = randomNumbersFor(scene.name)
  return Array.from({ length: points }, random).map((part) => ({
    name: `kill -9 after ${Math.floor(part * 100)} % of the time of ${scene.name}`,
    async judge() {
      const { expected, milliseconds } = await known()
      return killOnce(scene, part * milliseconds, expected)
    },
  }))
}

async function killOnce(scene: Scene, milliseconds: number, expected: Files): Promise<string | undefined> {
  const project = await FaultProject.create()
  try {
    await scene.prepare(project)
    const before = project.snapshot()
    await project.runAndKill(milliseconds, scene.words)
    return await convergence(project, scene, before, expected)
  } finally {
    project.remove()
  }
}
