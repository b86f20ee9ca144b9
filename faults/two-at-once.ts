import { difference } from './aftermath.ts'
import { type FaultCase, once } from './fault-case.ts'
import { type Act, dvcProgram, type Pair } from './pair.ts'
import { pairs } from './pairs.ts'
import { pairsOfRuns } from './pairs-of-runs.ts'
import { type Ended, FaultProject } from './project.ts'
import { randomNumbers } from './random-numbers.ts'
import type { Files } from './snapshot.ts'

/** What a command says that would have to wait too long for another one, or for the command of a stage. */
const isLockedOut = ({ status, stderr }: Ended) =>
  status !== 0 && /Unable to acquire lock|is busy, it is being blocked by/.test(stderr)
const usualLagMilliseconds = 150

/**
 * Two commands at the same time, several times with another lag: each carries out what it was asked to, or says that
 * another one has the lock; and the files are as if one had come after the other.
 */
export function twoAtOnce(times: number): FaultCase[] {
  const random = randomNumbers(7)
  return [...pairs, ...pairsOfRuns]
    .filter(({ acts }) => acts.every(({ by }) => by === undefined || dvcProgram() !== undefined))
    .flatMap((pair) => {
      const orders = once(() => Promise.all([inOrder(pair, [0, 1]), inOrder(pair, [1, 0])]))
      return Array.from({ length: times }, () => ({
        name: `two at once: ${pair.name}`,
        judge: async () =>
          judgePair(pair, await orders(), random() * (pair.longestLagMilliseconds ?? usualLagMilliseconds)),
      }))
    })
}

async function inOrder(pair: Pair, order: readonly (0 | 1)[]): Promise<Files> {
  return inProject(pair, async (project) => {
    for (const which of order) {
      const { status, stderr } = await perform(project, pair.acts[which])
      if (status !== 0) throw new Error(`"${pair.name}" fails when nobody disturbs it: ${stderr}`)
    }
    pair.arrange?.(project)
    return project.snapshot().files
  })
}

function judgePair(pair: Pair, orders: readonly Files[], lag: number): Promise<string | undefined> {
  return inProject(pair, async (project) => {
    const second = new Promise((resolve) => setTimeout(resolve, lag)).then(() => perform(project, pair.acts[1]))
    for (const [which, ended] of [await perform(project, pair.acts[0]), await second].entries()) {
      if (ended.status === 0) continue
      if (!isLockedOut(ended)) return `${pair.acts[which]!.words.join(' ')} fails: ${ended.stderr}`
      const again = await perform(project, pair.acts[which]!)
      if (again.status !== 0) return `${pair.acts[which]!.words.join(' ')} fails afterwards: ${again.stderr}`
    }
    pair.arrange?.(project)
    const { files, corrupt } = project.snapshot()
    if (corrupt.length > 0) return `wrong objects under final names: ${corrupt.join(', ')}`
    const differences = orders.map((expected) => difference(expected, files))
    return differences.includes(undefined) ? undefined : `as in no order; ${differences[0]}; or ${differences[1]}`
  })
}

function perform(project: FaultProject, { by, words, folder = 'project' }: Act): Promise<Ended> {
  return by === 'dvc' ? project.runProgram(dvcProgram()!, words, folder) : project.run(words, folder)
}

async function inProject<Result>(pair: Pair, work: (project: FaultProject) => Promise<Result>): Promise<Result> {
  const project = await FaultProject.create()
  try {
    await pair.prepare(project)
    return await work(project)
  } finally {
    project.remove()
  }
}
