import { execFileSync } from 'node:child_process'
import { type ExperimentsShape, fillExperiments } from './fill-experiments.ts'
import { onBoth, shape } from './shapes.ts'
import type { Workload } from './workloads.ts'
import type { Program, Worlds } from './worlds.ts'

const some: ExperimentsShape = { experiments: 200, params: 5, metrics: 5 }

/** Experiments sent to a bare repository and got from it; their data stays where it is. */
export const sharingWorkloads: readonly Workload[] = [
  {
    ...shape('`exp push` of 200 experiments to a bare repository', '10 x faster', 3, false),
    commands: (worlds) =>
      onBoth((program) => (round) => {
        const directory = worlds.project(program, `push-${round}`, (place) => fillExperiments(place, some))
        return worlds.command(program, ['exp', 'push', '--no-cache', bareOf(directory), '-A'], directory)
      }),
  },
  {
    ...shape('`exp pull` of 200 experiments from a bare repository', '10 x faster', 3, false),
    commands: (worlds) =>
      onBoth((program) => (round) => {
        const directory = withoutExperiments(worlds, program, round)
        return worlds.command(program, ['exp', 'pull', '--no-cache', `${directory}.git`, '-A'], directory)
      }),
  },
]

/** A bare repository beside a project, with its branch. */
function bareOf(directory: string): string {
  const bare = `${directory}.git`
  execFileSync('git', ['init', '--quiet', '--bare', '-b', 'main', bare])
  execFileSync('git', ['push', '--quiet', bare, 'main'], { cwd: directory })
  return bare
}

/** Its experiments are only in the bare repository beside it. */
function withoutExperiments(worlds: Worlds, program: Program, round: number): string {
  return worlds.project(program, `pull-${round}`, (place) => {
    fillExperiments(place, some)
    execFileSync('git', ['push', '--quiet', bareOf(place), '+refs/exps/*:refs/exps/*'], { cwd: place })
    const refs = execFileSync('git', ['for-each-ref', '--format=delete %(refname)', 'refs/exps'], { cwd: place })
    execFileSync('git', ['update-ref', '--stdin'], { cwd: place, input: refs })
  })
}
