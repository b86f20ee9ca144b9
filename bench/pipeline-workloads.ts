import { execFileSync } from 'node:child_process'
import * as fs from 'node:fs'
import * as path from 'node:path'
import { fillChain, keep, locked } from './fill-chain.ts'
import { type Fill, shape } from './shapes.ts'
import type { Workload } from './workloads.ts'
import type { Worlds } from './worlds.ts'

/** Pipelines of many stages that have nothing to do, and values of many files. Both programs look at the same project. */
export const pipelineWorkloads: readonly Workload[] = [
  ofChain(100, '`repro` no-op of 100 stages', '25 x less CPU'),
  ofChain(1_000, '`repro` no-op of 1,000 stages', '60 x less CPU'),
  { ...ofChain(3_000, '`repro` no-op of 3,000 stages', '150 x less CPU'), rounds: 2 },
  ofStages(1_000, '`repro` no-op of 1,000 trivial stages', '40 x faster, below 120 ms', ['repro']),
  ofStages(1_000, '`status` of 1,000 stages', '20 x faster', ['status']),
  ofStages(1_000, '`dag --mermaid` of 1,000 stages', '20 x faster', ['dag', '--mermaid']),
  ofStages(1_000, '`stage list` of 1,000 stages', '20 x faster', ['stage', 'list']),
  {
    ...ofStages(3_000, 'one of 3,000 entries of `dvc.lock` replaced', 'to compare', ['commit', '-f', 's7']),
    rounds: 2,
  },
  ofValues('`params diff` of 50 files', ['params', 'diff', 'HEAD~1', '--json']),
  ofValues('`metrics diff` of 50 files', ['metrics', 'diff', 'HEAD~1', '--json']),
  ofValues('`metrics show -a` of 50 files', ['metrics', 'show', '-a', '--json']),
]

function ofStages(count: number, name: string, wanted: string, words: readonly string[]): Workload {
  return onOne(shape(name, wanted, 5, true), words, (worlds) =>
    worlds.project('sterna', `ran-${count}`, fillRan(count)),
  )
}

function ofChain(count: number, name: string, wanted: string): Workload {
  return onOne(shape(name, wanted, 5, true), ['repro'], (worlds) =>
    worlds.project('sterna', `chain-${count}`, (directory) => fillChain(directory, count)),
  )
}

function ofValues(name: string, words: readonly string[]): Workload {
  return onOne(shape(name, '8 x faster', 5, true), words, (worlds) => worlds.project('sterna', 'values', fillValues))
}

function onOne(
  described: Omit<Workload, 'commands'>,
  words: readonly string[],
  project: (worlds: Worlds) => string,
): Workload {
  return {
    ...described,
    commands: (worlds) => ({
      sterna: () => worlds.command('sterna', words, project(worlds)),
      other: () => worlds.command('dvc', words, project(worlds)),
    }),
  }
}

/** A `dvc.yaml` of so many stages that have nothing to do with each other. */
export function stagesOf(count: number): string {
  const stages = Array.from(
    { length: count },
    (_, i) => `  s${i}:\n    cmd: echo ${i} > out${i}.txt\n    outs:\n    - out${i}.txt\n`,
  )
  return `stages:\n${stages.join('')}`
}

/** So many stages as a run of them leaves them: outputs, cache and lock file. */
export function fillRan(count: number): Fill {
  return (directory) => {
    const names = Array.from({ length: count }, (_, i) => String(i))
    const entries = names.map((i) => {
      const hash = keep(directory, `out${i}.txt`, `${i}\n`)
      return `  s${i}:\n    cmd: echo ${i} > out${i}.txt\n    outs:\n${locked(`out${i}.txt`, hash, i.length + 1)}`
    })
    fs.writeFileSync(path.join(directory, 'dvc.yaml'), stagesOf(count))
    fs.writeFileSync(path.join(directory, 'dvc.lock'), `schema: '2.0'\nstages:\n${entries.join('')}`)
    fs.writeFileSync(path.join(directory, '.gitignore'), names.map((i) => `/out${i}.txt\n`).join(''))
  }
}

/** Fifty files of parameters and fifty of metrics in two commits. */
const fillValues: Fill = (directory) => {
  const files = Array.from({ length: 50 }, (_, i) => i)
  const list = (kind: string) => files.map((i) => `- ${kind}/${i}.json\n`).join('')
  fs.writeFileSync(path.join(directory, 'dvc.yaml'), `params:\n${list('p')}metrics:\n${list('m')}`)
  for (const kind of ['p', 'm']) fs.mkdirSync(path.join(directory, kind))
  for (const round of [1, 2]) {
    for (const i of files) {
      const values = Object.fromEntries(Array.from({ length: 20 }, (_, j) => [`k${j}`, (i + 1) * (j + round * 0.5)]))
      for (const kind of ['p', 'm']) fs.writeFileSync(path.join(directory, `${kind}/${i}.json`), JSON.stringify(values))
    }
    const author = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org']
    execFileSync('git', ['add', '-A'], { cwd: directory })
    execFileSync('git', [...author, 'commit', '--quiet', '-m', `round ${round}`], { cwd: directory })
  }
}
