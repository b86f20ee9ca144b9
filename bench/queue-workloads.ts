import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import * as fs from 'node:fs'
import * as path from 'node:path'
import { renderTaskMessage } from '../engine/src/experiments/queue/task-message.ts'
import type { Command } from './measure.ts'
import { onBoth, shape } from './shapes.ts'
import type { Workload } from './workloads.ts'
import type { Program, Worlds } from './worlds.ts'

const values = (count: number) => Array.from({ length: count }, (_, i) => i + 2).join(',')
const queue = (count: number) => ['exp', 'run', '--queue', '-q', '-S', `lr=${values(count)}`]

/** Experiments that take no time by themselves: what is measured is what the queue costs. */
export const queueWorkloads: readonly Workload[] = [
  {
    ...shape('`exp run --queue` of 20 values', '10 x faster', 2, false),
    commands: (worlds) =>
      onBoth((program) => (round) => calling(worlds, program, queue(20), trivial(worlds, program, `queue-${round}`))),
  },
  {
    ...shape('20 queued trivial experiments, `-j 4`', '15 x faster', 2, false),
    commands: (worlds) => onBoth((program) => (round) => runAll(worlds, program, { round, count: 20 })),
  },
  {
    ...shape('100 queued trivial experiments, `-j 4`', '15 x faster', 2, false),
    isLarge: true,
    commands: (worlds) => onBoth((program) => (round) => runAll(worlds, program, { round, count: 100 })),
  },
  {
    ...shape('`exp run` of a trivial stage', 'at most 60 ms more', 9, false),
    against: 'repro',
    commands: (worlds) => ({
      sterna: (round) => worlds.command('sterna', ['exp', 'run', '-q'], trivial(worlds, 'sterna', `run-${round}`)),
      other: (round) => worlds.command('sterna', ['repro', '-q'], trivial(worlds, 'sterna', `repro-${round}`)),
    }),
  },
  {
    ...shape('20 queued trivial experiments, one at a time', 'at most 120 ms more for each', 3, false),
    against: 'repro',
    commands: (worlds) => ({
      sterna: (round) => runAll(worlds, 'sterna', { round, count: 20, atOnce: 1 }),
      other: (round) => reproduceAgain(worlds, `again-${round}`, 20),
    }),
  },
  {
    ...shape('`queue status` of 5,000 queued experiments', 'below 0.5 s', 3, true),
    commands: (worlds) => {
      const full = () => worlds.project('sterna', 'queue-full', (directory) => fillQueue(directory, 5_000))
      return {
        sterna: () => worlds.command('sterna', ['queue', 'status'], full()),
        other: () => worlds.command('dvc', ['queue', 'status'], full()),
      }
    },
  },
]

interface Amount {
  readonly round: number
  readonly count: number
  readonly atOnce?: number
}

function runAll(worlds: Worlds, program: Program, { round, count, atOnce = 4 }: Amount): Command {
  const directory = trivial(worlds, program, `queued-${count}-${atOnce}-${round}`)
  worlds.runCommand(calling(worlds, program, queue(count), directory))
  return calling(worlds, program, ['exp', 'run', '--run-all', '-j', `${atOnce}`], directory)
}

/** What the same work costs without experiments: as many runs of the pipeline, one after the other. */
function reproduceAgain(worlds: Worlds, name: string, count: number): Command {
  const command = worlds.command('sterna', ['repro', '-q', '-f'], trivial(worlds, 'sterna', name))
  const line = command.words.map((word) => `'${word}'`).join(' ')
  return { ...command, words: ['sh', '-c', `for i in $(seq ${count}); do ${line} || exit; done`] }
}

/** DVC's queue calls `dvc`. */
function calling(worlds: Worlds, program: Program, words: readonly string[], directory: string): Command {
  const command = worlds.command(program, words, directory)
  const variables = { ...command.variables, PATH: `${path.dirname(worlds.dvc)}:${process.env['PATH']}` }
  return { ...command, variables }
}

function trivial(worlds: Worlds, program: Program, name: string): string {
  return worlds.project(program, name, fillTrivial)
}

function fillTrivial(directory: string): void {
  const stage = 'cmd: cp params.yaml m.yaml\n    params: [lr]\n    metrics:\n    - m.yaml:\n        cache: false'
  fs.writeFileSync(path.join(directory, 'dvc.yaml'), `stages:\n  t:\n    ${stage}\n`)
  fs.writeFileSync(path.join(directory, 'params.yaml'), 'lr: 1\n')
  const git = (...words: string[]) => execFileSync('git', words, { cwd: directory })
  git('config', 'user.name', 'Ada')
  git('config', 'user.email', 'ada@example.org')
  git('add', '--all')
  git('commit', '--quiet', '-m', 'begin')
}

function fillQueue(directory: string, count: number): void {
  fillTrivial(directory)
  const commit = execFileSync('git', ['rev-parse', 'HEAD'], { cwd: directory, encoding: 'utf8' }).trim()
  const broker = path.join(directory, '.dvc/tmp/exps/celery/broker/in')
  fs.mkdirSync(broker, { recursive: true })
  const common = {
    stash: commit,
    stashRef: 'refs/exps/celery/stash',
    baseline: commit,
    head: commit,
    branch: undefined,
  }
  const places = { projectRoot: directory, gitRoot: directory, copyPaths: [], message: undefined }
  for (let i = 0; i < count; i++) {
    const text = renderTaskMessage({ ...common, ...places, id: randomUUID(), name: `e-${i}` }, 'bench')
    fs.writeFileSync(path.join(broker, `${1_000_000 + i}_${randomUUID()}.celery.msg`), text)
  }
}
