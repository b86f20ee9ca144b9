import { setTimeout as wait } from 'node:timers/promises'
import type { FaultCase } from '../fault-case.ts'
import { randomNumbersFor } from '../random-numbers.ts'
import { brokenInvariant, mostAtOnce } from './invariants.ts'
import { exitOf, injector, JobScene } from './job-scene.ts'
import { type KillScene, killSome } from './kill-some.ts'
import { queueFaults } from './queue-cases.ts'

const boundaryJobs = 3
/** More than a runner or supervisor of so few jobs makes. */
const boundaries = { runner: 20, supervisor: 36 }

/** Jobs whose runner, supervisors and commands are killed, at each of their calls that change files and at random. */
export function jobFaults(points: number): FaultCase[] {
  return [...killsAtBoundaries(points), killsAtRandom(points), queueFaults(points), ...twoRunners(points)]
}

function killsAtBoundaries(points: number): FaultCase[] {
  const ways = [
    { role: 'runner', kind: 'kill' },
    { role: 'supervisor', kind: 'kill' },
    { role: 'supervisor', kind: 'ENOSPC' },
  ] as const
  return ways.flatMap(({ role, kind }) => {
    const count = Math.min(points, boundaries[role])
    const calls = Array.from({ length: count }, (_, i) => 1 + Math.floor((i * boundaries[role]) / count))
    return calls.map((at) => ({
      name: `${kind} in a ${role} of jobs at its call ${at}`,
      judge: () => inScene((scene) => disturbAtCall(scene, { role, kind, at })),
    }))
  })
}

interface Disturbance {
  readonly role: 'runner' | 'supervisor'
  readonly kind: string
  readonly at: number
}

async function disturbAtCall(scene: JobScene, { role, kind, at }: Disturbance): Promise<string | undefined> {
  scene.submit(boundaryJobs, 0.02)
  const fault = { KIND: kind, AT: String(at), OPTIONS: `-r ${injector}` }
  const variables: Record<string, string> =
    role === 'runner'
      ? { FAULT_KIND: fault.KIND, FAULT_AT: fault.AT, NODE_OPTIONS: fault.OPTIONS }
      : { JOBS_FAULT_KIND: fault.KIND, JOBS_FAULT_AT: fault.AT, JOBS_FAULT_OPTIONS: fault.OPTIONS }
  const disturbed = scene.startRunner(2, variables)
  await Promise.race([exitOf(disturbed), wait(1_500)])
  disturbed.kill('SIGKILL')
  return completed(scene, boundaryJobs)
}

/** Somebody is killed every few milliseconds until so many have been. */
function killsAtRandom(points: number): FaultCase {
  const random = randomNumbersFor('jobs')
  const jobs = Math.ceil(points / 3)
  return {
    name: `kill -9 of ${points} runners, supervisors and commands of ${jobs} jobs`,
    judge: () =>
      inScene(async (scene) => {
        scene.submit(jobs, 0.3)
        await killSome(sceneOf(scene, random), points)
        return completed(scene, jobs)
      }),
  }
}

function sceneOf(scene: JobScene, random: () => number): KillScene {
  return {
    random,
    milliseconds: [20, 120],
    startRunner: () => scene.startRunner(4),
    facts: () => scene.facts(),
    isDone: () => scene.isDone(),
  }
}

function twoRunners(points: number): FaultCase[] {
  return Array.from({ length: Math.ceil(points / 3) }, (_, i) => ({
    name: `two runners of jobs started together, ${i + 1}`,
    judge: () =>
      inScene(async (scene) => {
        scene.submit(4, 0.03)
        await Promise.all([scene.startRunner(2), scene.startRunner(2)].map(exitOf))
        const mistake = await completed(scene, 4)
        const most = mostAtOnce(scene)
        return mistake ?? (most > 2 ? `${most} ran at once` : undefined)
      }),
  }))
}

/** Runs what is left with nothing in the way, and says what is wrong then. */
async function completed(scene: JobScene, jobs: number): Promise<string | undefined> {
  for (let round = 0; round < 5 && !scene.isDone(); round++) await exitOf(scene.startRunner(4))
  return brokenInvariant(scene, jobs)
}

async function inScene(work: (scene: JobScene) => Promise<string | undefined>): Promise<string | undefined> {
  const scene = new JobScene()
  try {
    return await work(scene)
  } finally {
    scene.remove()
  }
}
