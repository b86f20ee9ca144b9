import { dataWorkloads } from './data-workloads.ts'
import { experimentWorkloads } from './experiment-workloads.ts'
import { fillDemo, fillMany } from './fills.ts'
import type { Command } from './measure.ts'
import { otherWorkloads } from './other-workloads.ts'
import { pipelineWorkloads } from './pipeline-workloads.ts'
import { plotWorkloads } from './plot-workloads.ts'
import { queueWorkloads } from './queue-workloads.ts'
import { revisionWorkloads } from './revision-workloads.ts'
import { sharingWorkloads } from './sharing-workloads.ts'
import { snakemakeWorkloads } from './snakemake-workloads.ts'
import { transferWorkloads } from './transfer-workloads.ts'
import type { Worlds } from './worlds.ts'

export interface Workload {
  readonly name: string
  readonly wanted: string
  /** Real DVC, what shows how fast it can be at all, or the same work by our `repro`. */
  readonly against: 'dvc' | 'repro' | 'node' | 'rm' | 'cp' | 'git-lfs' | 'git-annex' | 'curl' | 'snakemake'
  readonly rounds: number
  /** Running it again does the same work; a first round then only warms up. */
  readonly isRepeatable: boolean
  /** Takes a quarter of an hour, or needs other programs, so it is only run when it is asked for. */
  readonly isLarge?: boolean
  commands(worlds: Worlds): { sterna(round: number): Command; other(round: number): Command }
}

const startUpRounds = 20

export const workloads: readonly Workload[] = [
  startUp('`--version`', ['--version']),
  startUp('`--help`', ['--help']),
  {
    ...inDemo('no-op `status` in the demo project', ['status']),
    wanted: 'at most 2 x the time',
    against: 'node',
    ...againstNode(['status']),
  },
  {
    ...inDemo('no-op `repro` in the demo project', ['repro']),
    wanted: 'at most 2 x the time',
    against: 'node',
    ...againstNode(['repro']),
  },
  inDemo('no-op `status` in the demo project', ['status']),
  inDemo('no-op `repro` in the demo project', ['repro']),
  {
    name: '`add` of 100,000 files of 1–10 KB (copy)',
    wanted: '4 x faster, below 300 MB',
    against: 'dvc',
    rounds: 2,
    isRepeatable: false,
    commands: (worlds) => {
      const fresh = (program: 'sterna' | 'dvc') => (round: number) =>
        worlds.command(program, ['add', '-q', 'data'], worlds.project(program, `many${round}`, fillMany))
      return { sterna: fresh('sterna'), other: fresh('dvc') }
    },
  },
  {
    name: 'no-op `status` on them',
    wanted: '12 x faster',
    against: 'dvc',
    rounds: 5,
    isRepeatable: true,
    commands: (worlds) => {
      const added = (program: 'sterna' | 'dvc') => () =>
        worlds.command(program, ['status'], worlds.project(program, 'many0', fillMany, [['add', '-q', 'data']]))
      return { sterna: added('sterna'), other: added('dvc') }
    },
  },
  ...dataWorkloads,
  ...transferWorkloads,
  ...revisionWorkloads,
  ...plotWorkloads,
  ...otherWorkloads,
  ...pipelineWorkloads,
  ...experimentWorkloads,
  ...queueWorkloads,
  ...sharingWorkloads,
  ...snakemakeWorkloads,
]

function startUp(name: string, words: readonly string[]): Workload {
  return {
    name,
    wanted: 'at most 1.3 x the time',
    against: 'node',
    rounds: startUpRounds,
    isRepeatable: true,
    commands: (worlds) => ({
      sterna: () => worlds.command('sterna', words, worlds.lab),
      other: () => worlds.command('node', ['-e', '0'], worlds.lab),
    }),
  }
}

function inDemo(name: string, words: readonly string[]): Workload {
  return {
    name,
    wanted: '10 x faster',
    against: 'dvc',
    rounds: 7,
    isRepeatable: true,
    commands: (worlds) => {
      const shared = worlds.project('sterna', 'demo', fillDemo)
      return {
        sterna: () => worlds.command('sterna', words, shared),
        other: () => worlds.command('dvc', words, shared),
      }
    },
  }
}

function againstNode(words: readonly string[]): Pick<Workload, 'rounds' | 'commands'> {
  return {
    rounds: startUpRounds,
    commands: (worlds) => {
      const shared = worlds.project('sterna', 'demo', fillDemo)
      return {
        sterna: () => worlds.command('sterna', words, shared),
        other: () => worlds.command('node', ['-e', '0'], shared),
      }
    },
  }
}
