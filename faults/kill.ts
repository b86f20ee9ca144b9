import { convergence, type Files, undisturbed } from './aftermath.ts'
import { FaultProject, type FaultResult } from './project.ts'
import { randomNumbers } from './random-numbers.ts'
import { type Scene, scenesOf } from './scenes.ts'

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
