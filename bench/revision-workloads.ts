import { execFileSync } from 'node:child_process'
import * as fs from 'node:fs'
import * as path from 'node:path'
import { fillMany } from './fills.ts'
import { add, many, onBoth, once, shape } from './shapes.ts'
import type { Workload } from './workloads.ts'
import type { Program, Worlds } from './worlds.ts'

/** Journeys through what 100,000 files were and are. */
export const revisionWorkloads: readonly Workload[] = [
  compare('`diff` of two revisions of 100,000 files', '10 x faster', ['diff', '--json', 'HEAD~1', 'HEAD']),
  compare('`data status` of 100,000 files', '10 x faster', ['data', 'status', '--json']),
  compare('`data status --granular` of 100,000 files', '10 x faster', ['data', 'status', '--granular', '--json']),
  once('`gc` of 100,000 objects into the trash', '1.7 x faster', ['gc', '-w', '-f', '-q'], (worlds, program, round) =>
    unused(worlds, program, `gc-${round}`),
  ),
  {
    ...once('`gc --no-trash` of 100,000 objects', '1.7 x faster', [], () => ''),
    commands: (worlds) => ({
      sterna: (round) => worlds.command('sterna', deleteAll, unused(worlds, 'sterna', `delete-${round}`)),
      other: (round) => worlds.command('dvc', ['gc', '-w', '-f', '-q'], unused(worlds, 'dvc', `delete-${round}`)),
    }),
  },
  {
    ...once('`gc --no-trash` of 100,000 objects', 'at most 1.3 x the time', [], () => ''),
    against: 'rm',
    commands: (worlds) => ({
      sterna: (round) => worlds.command('sterna', deleteAll, unused(worlds, 'sterna', `unlink-${round}`)),
      other: (round) => ({
        ...worlds.command('node', [], unused(worlds, 'sterna', `rm-${round}`)),
        words: ['rm', '-r', '.dvc/cache'],
      }),
    }),
  },
]

const deleteAll = ['gc', '-w', '-f', '-q', '--no-trash']

/** Two commits of 100,000 files of which 1,000 differ. */
function compare(name: string, wanted: string, words: readonly string[]): Workload {
  return {
    ...shape(name, wanted, 5, true),
    commands: (worlds) => onBoth((program) => () => worlds.command(program, words, twoCommits(worlds, program))),
  }
}

function twoCommits(worlds: Worlds, program: Program): string {
  return worlds.project(program, 'commits', (directory) => {
    fillMany(directory)
    worlds.run(program, add, directory)
    commit(worlds, program, directory)
    for (let i = 0; i < 1_000; i++) fs.appendFileSync(path.join(directory, `data/d${i % 100}/f${i}.bin`), 'changed')
    worlds.run(program, add, directory)
    commit(worlds, program, directory)
  })
}

function commit(worlds: Worlds, program: Program, directory: string): void {
  const { variables } = worlds.command(program, [], directory)
  execFileSync('git', ['add', '-A'], { cwd: directory, env: variables })
  execFileSync('git', ['commit', '-q', '-m', 'data'], { cwd: directory, env: variables })
}

/** A project that uses one object of the 100,001 in its cache. */
function unused(worlds: Worlds, program: Program, name: string): string {
  const source = many(worlds, program)
  return worlds.project(program, name, (directory) => {
    execFileSync('cp', ['-r', path.join(source, '.dvc/cache'), path.join(directory, '.dvc/cache')])
    fs.writeFileSync(path.join(directory, 'one'), 'one')
    worlds.run(program, ['add', '-q', 'one'], directory)
  })
}
