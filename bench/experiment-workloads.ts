import { type ExperimentsShape, fillExperiments } from './fill-experiments.ts'
import type { Workload } from './workloads.ts'
import type { Program, Worlds } from './worlds.ts'

const thousand: ExperimentsShape = { experiments: 1_000, params: 5, metrics: 5 }
const tenThousand: ExperimentsShape = { experiments: 10_000, params: 50, metrics: 50 }
const table = ['exp', 'show', '--no-pager']

/** Experiments: what there is, read for the first time and again. */
export const experimentWorkloads: readonly Workload[] = [
  {
    name: '`exp show` of 1,000 experiments, for the first time',
    wanted: '100 x less CPU',
    against: 'dvc',
    rounds: 2,
    isRepeatable: false,
    commands: (worlds) => {
      const fresh = (program: Program) => (round: number) =>
        worlds.command(program, table, filled(worlds, program, `experiments-${round}`, thousand))
      return { sterna: fresh('sterna'), other: fresh('dvc') }
    },
  },
  again('`exp show` of 1,000 experiments, again', '40 x less CPU', table),
  again('`exp list` of 1,000 experiments', '20 x faster', ['exp', 'list', '-A']),
  {
    name: '`exp show --json` of 10,000 experiments with 50 parameters and 50 metrics, again',
    wanted: 'below 0.6 s and 400 MB',
    against: 'node',
    rounds: 5,
    isRepeatable: true,
    commands: (worlds) => {
      const directory = () => filled(worlds, 'sterna', 'experiments-many', tenThousand)
      return {
        sterna: () => worlds.command('sterna', ['exp', 'show', '--json'], directory()),
        other: () => worlds.command('node', ['-e', '0'], directory()),
      }
    },
  },
]

function again(name: string, wanted: string, words: readonly string[]): Workload {
  return {
    name,
    wanted,
    against: 'dvc',
    rounds: 3,
    isRepeatable: true,
    commands: (worlds) => {
      const shown = (program: Program) => () =>
        worlds.command(program, words, filled(worlds, program, 'experiments', thousand))
      return { sterna: shown('sterna'), other: shown('dvc') }
    },
  }
}

function filled(worlds: Worlds, program: Program, name: string, shape: ExperimentsShape): string {
  return worlds.project(program, name, (directory) => fillExperiments(directory, shape))
}
