import { convergence, type Files, undisturbed } from './aftermath.ts'
import { FaultProject, type FaultResult } from './project.ts'
import { type Scene, scenesOf } from './scenes.ts'

/** Numbers from 0 to 1 that are the same in every run (mulberry32). */
function randomNumbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Kills each verb at `points` moments, runs it again, and compares with a run that nobody disturbed. */
export async function killAtRandom(points: number): Promise<FaultResult[]> {
  const results: FaultResult[] = []
  const random = randomNumbers(20)
  for (const scene of scenesOf(400, 8 << 20)) results.push(...(await killScene(scene, points, random)))
  return results
}

async function killScene(scene: Scene, points: number, random: () => number): Promise<FaultResult[]> {
  const { expected, milliseconds } = undisturbed(scene)
  const results: FaultResult[] = []
  for (let point = 0; point < points; point++) {
    const at = random() * milliseconds
    results.push({
      name: `kill -9 during ${scene.name} after ${at.toFixed(0)} ms`,
      mistake: await killOnce(scene, at, expected),
    })
  }
  return results
}

async function killOnce(scene: Scene, milliseconds: number, expected: Files): Promise<string | undefined> {
  const project = new FaultProject()
  try {
    scene.prepare(project)
    const before = project.snapshot().files
    await project.runAndKill(milliseconds, ...scene.words)
    return convergence(project, scene, before, expected)
  } finally {
    project.remove()
  }
}
