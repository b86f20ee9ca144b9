import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import * as fs from 'node:fs'
import * as path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Command } from './measure.ts'

export interface Worlds {
  readonly lab: string
  readonly dvc: string
  /** A project with this content; made when first asked for, one for each program and name. */
  project(
    program: 'sterna' | 'dvc',
    name: string,
    fill: (directory: string) => void,
    prepare?: readonly string[][],
  ): string
  command(program: 'sterna' | 'dvc' | 'node', words: readonly string[], directory: string): Command
}

export interface Workload {
  readonly name: string
  readonly wanted: string
  readonly against: 'node' | 'dvc'
  readonly rounds: number
  /** Running it again does the same work; a first round then only warms up. */
  readonly isRepeatable: boolean
  commands(worlds: Worlds): { sterna(round: number): Command; other(round: number): Command }
}

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const entry = path.join(root, 'cli/dist/sterna.cjs')

export function prepareWorlds(lab: string, dvc: string): Worlds {
  const made = new Set<string>()
  const variables = (directory: string) => ({
    PATH: process.env['PATH'] ?? '',
    HOME: lab,
    SHELL: '/bin/sh',
    LANG: 'C.UTF-8',
    DVC_NO_ANALYTICS: '1',
    DVC_SITE_CACHE_DIR: `${directory}-site`,
    GIT_AUTHOR_NAME: 'Ada',
    GIT_AUTHOR_EMAIL: 'ada@example.org',
    GIT_COMMITTER_NAME: 'Ada',
    GIT_COMMITTER_EMAIL: 'ada@example.org',
  })
  const programs = { sterna: [process.execPath, entry], dvc: [dvc], node: [process.execPath] }
  const command: Worlds['command'] = (program, words, directory) => ({
    words: [...programs[program], ...words],
    directory,
    variables: variables(directory),
  })
  return {
    lab,
    dvc,
    command,
    project(program, name, fill, prepare = []) {
      const directory = path.join(lab, `${name}-${program}`)
      if (made.has(directory)) return directory
      made.add(directory)
      fs.mkdirSync(directory, { recursive: true })
      execFileSync('git', ['init', '--quiet', '-b', 'main'], { cwd: directory })
      run(command(program, ['init', '-q'], directory))
      fill(directory)
      for (const words of prepare) run(command(program, words, directory))
      return directory
    },
  }
}

function run({ words, directory, variables }: Command): void {
  execFileSync(words[0]!, words.slice(1), { cwd: directory, env: variables, stdio: 'ignore' })
}

const startUpRounds = 20
const manyFiles = 100_000
const directories = 100

/** 100,000 files of 1 to 10 KB, the same bytes every time. */
function fillMany(directory: string): void {
  for (let i = 0; i < directories; i++) fs.mkdirSync(path.join(directory, `data/d${i}`), { recursive: true })
  for (let i = 0; i < manyFiles; i++) {
    const seed = createHash('md5').update(String(i)).digest()
    const bytes = 1024 + (seed.readUInt32LE(0) % 9216)
    fs.writeFileSync(path.join(directory, `data/d${i % directories}/f${i}.bin`), Buffer.alloc(bytes, seed))
  }
}

const manyStages = 1_000

function fillStages(directory: string): void {
  const stages = Array.from(
    { length: manyStages },
    (_, i) => `  s${i}:\n    cmd: echo ${i} > out${i}.txt\n    outs:\n    - out${i}.txt\n`,
  )
  fs.writeFileSync(path.join(directory, 'dvc.yaml'), `stages:\n${stages.join('')}`)
}

/** The demo's project as the demo leaves it. */
function fillDemo(directory: string): void {
  const tour = `${directory}-tour`
  execFileSync(process.execPath, [entry, 'demo', tour], { stdio: 'ignore' })
  fs.rmSync(directory, { recursive: true, force: true })
  fs.cpSync(path.join(tour, 'project'), directory, { recursive: true, force: true })
}

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
  {
    name: '`repro` no-op of 1,000 trivial stages',
    wanted: '40 x faster',
    against: 'dvc',
    rounds: 5,
    isRepeatable: true,
    commands: (worlds) => {
      const shared = worlds.project('sterna', 'stages', fillStages, [['repro', '-q']])
      return {
        sterna: () => worlds.command('sterna', ['repro'], shared),
        other: () => worlds.command('dvc', ['repro'], shared),
      }
    },
  },
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
