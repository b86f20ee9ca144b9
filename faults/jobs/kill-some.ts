import type { ChildProcess } from 'node:child_process'
import { setTimeout as wait } from 'node:timers/promises'
import type { JobFacts } from '../../engine/src/jobs/index.ts'

/** Jobs that somebody runs while some of those who take part are killed. */
export interface KillScene {
  readonly random: () => number
  /** The shortest and the longest pause before each kill. */
  readonly milliseconds: readonly [number, number]
  startRunner(): ChildProcess
  facts(): readonly JobFacts[]
  isDone(): boolean
}

/** Runners, supervisors and commands are killed, one after the other, until so many have been or nothing is left to do. */
export async function killSome(scene: KillScene, points: number): Promise<void> {
  const [shortest, longest] = scene.milliseconds
  let runner = scene.startRunner()
  for (let killed = 0; killed < points && !scene.isDone(); ) {
    await wait(shortest + (longest - shortest) * scene.random())
    if (runner.exitCode !== null || runner.signalCode !== null) runner = scene.startRunner()
    const victims = [runner.pid!, ...processesOf(scene.facts())]
    if (kill(victims[Math.floor(scene.random() * victims.length)]!)) killed++
  }
  runner.kill('SIGKILL')
}

/** Of the supervisors and commands that are there. */
function processesOf(jobs: readonly JobFacts[]): number[] {
  return jobs.flatMap(({ attempts }) => {
    const last = attempts.at(-1)
    if (!last?.claim || last.end) return []
    return [last.claim.by.process, ...(last.child ? [last.child.process] : [])]
  })
}

function kill(processId: number): boolean {
  try {
    return process.kill(processId, 'SIGKILL')
  } catch {
    return false
  }
}
