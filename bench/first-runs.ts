import { spawnSync } from 'node:child_process'
import * as fs from 'node:fs'
import * as os from 'node:os'
import * as path from 'node:path'
import type { RepoPath } from '../engine/src/foundation/base/index.ts'
import { readLockFile, replaceLockEntry } from '../engine/src/pipeline/lock-file.ts'
import { fillChain } from './fill-chain.ts'
import { measure, medianOf } from './measure.ts'
import { stagesOf } from './pipeline-workloads.ts'
import { machineLine } from './record-table.ts'
import { prepareWorlds } from './worlds.ts'

/**
 * What a stage costs beyond its process, how well stages that sleep run side by side, and what a large `dvc.lock` costs.
 *   npm run bench:runs
 */
const lab = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'runs-')))
const worlds = prepareWorlds(lab, '')
console.log('| what | measured |\n|---|---|')
for (const stages of [250, 1_000, 4_000]) firstRun(stages)
sideBySide(100, 16)
lockFile(3_000)
console.log(`\n${machineLine().split(', DVC')[0]}.`)
fs.rmSync(lab, { recursive: true, force: true })

function firstRun(stages: number): void {
  const line = (i: number) => `echo ${i} > out${i}.txt`
  const directory = worlds.project('sterna', `first-${stages}`, (at) =>
    fs.writeFileSync(path.join(at, 'dvc.yaml'), stagesOf(stages)),
  )
  const seconds = measure(worlds.command('sterna', ['repro', '-q'], directory)).seconds
  const begin = performance.now()
  for (let i = 0; i < stages; i++) spawnSync('/bin/sh', ['-c', line(i)], { cwd: lab })
  const processes = (performance.now() - begin) / 1000
  const each = (all: number) => `${((all * 1000) / stages).toFixed(1)} ms`
  row(
    `first \`repro\` of ${stages} trivial stages, a stage`,
    `${each(seconds)}, of that its process ${each(processes)}`,
  )
}

function sideBySide(stages: number, jobs: number): void {
  const directory = worlds.project('sterna', 'asleep', (at) =>
    fs.writeFileSync(path.join(at, 'dvc.yaml'), sleeping(stages)),
  )
  const { seconds } = measure(worlds.command('sterna', ['repro', '-q', '-j', `${jobs}`], directory))
  const ideal = Math.ceil(stages / jobs) * 0.2
  row(
    `${stages} stages of \`sleep 0.2\`, \`-j ${jobs}\``,
    `${seconds.toFixed(2)} s, ${(seconds / ideal).toFixed(2)} x of the ideal`,
  )
}

function lockFile(stages: number): void {
  const directory = worlds.project('sterna', 'locked', (at) => fillChain(at, stages))
  const text = fs.readFileSync(path.join(directory, 'dvc.lock'), 'utf8')
  const file = 'dvc.lock' as RepoPath
  const entry = readLockFile(text, file).get('s7')!
  const times = (work: () => unknown) => Array.from({ length: 11 }, () => timeOf(work)).map((ms) => Math.round(ms))
  const read = times(() => readLockFile(text, file))
  const replace = times(() => replaceLockEntry(text, file, 's7', entry))
  row(`\`dvc.lock\` of ${stages} stages (${text.length >> 10} KB), reading`, `${medianOf(read)} ms`)
  row('replacing one of its entries', `${medianOf(replace)} ms`)
}

function sleeping(count: number): string {
  return `stages:\n${Array.from({ length: count }, (_, i) => `  s${i}: {cmd: sleep 0.2}\n`).join('')}`
}

function timeOf(work: () => unknown): number {
  const begin = performance.now()
  work()
  return performance.now() - begin
}

function row(what: string, measured: string): void {
  console.log(`| ${what} | ${measured} |`)
}
