import * as fs from 'node:fs'
import * as path from 'node:path'
import { fillLarge, fillMany, fillMiddle } from './fills.ts'
import type { Workload } from './workloads.ts'
import type { Program, Worlds } from './worlds.ts'

type Fill = (directory: string) => void

const add = ['add', '-q', 'data']
const link = (type: string) => ['config', 'cache.type', type]

/** Journeys over many and over large files. */
export const dataWorkloads: readonly Workload[] = [
  fresh('`add` of 100,000 files (hardlink)', '7 x faster', fillMany, [link('hardlink')], add),
  fresh('`add` of 20,000 files of 100 KB (copy)', '5 x faster', fillMiddle, [], add),
  fresh('`add` of 8 files of 512 MB (copy)', '1.5 x faster', fillLarge, [], add),
  fresh('`add` of 8 files of 512 MB (hardlink)', '4 x faster', fillLarge, [link('hardlink')], add),
  again('no-op `add` of 100,000 files', '12 x faster', ['add', '-q', 'data']),
  again('no-op `checkout` of 100,000 files', '12 x faster', ['checkout', '-q']),
  { ...again('`status`, one file of 100,000 changed', '10 x faster', ['status', '-q']), ...oneChanged() },
  checkout('`checkout` of 100,000 files (copy)', '6 x faster', 'copy'),
  checkout('`checkout` of 100,000 files (hardlink)', '7 x faster', 'hardlink'),
  {
    ...shape('`push` of 100,000 files to a folder', '5 x faster', 2, false),
    commands: (worlds) =>
      onBoth((program) => (round) => {
        const directory = worlds.project(program, 'many0', fillMany, [add])
        worlds.run(program, ['remote', 'add', '-q', '-f', '-d', 'store', `${directory}-store${round}`], directory)
        return worlds.command(program, ['push', '-q'], directory)
      }),
  },
  again('no-op `push` of 100,000 files', '10 x faster', ['push', '-q'], (worlds, program, directory) => {
    worlds.run(program, ['remote', 'add', '-q', '-f', '-d', 'store', `${directory}-store0`], directory)
    worlds.run(program, ['push', '-q'], directory)
  }),
]

function shape(name: string, wanted: string, rounds: number, isRepeatable: boolean): Omit<Workload, 'commands'> {
  return { name, wanted, against: 'dvc', rounds, isRepeatable }
}

function onBoth(command: (program: Program) => ReturnType<Workload['commands']>['sterna']) {
  return { sterna: command('sterna'), other: command('dvc') }
}

/** A command that can run once in a project: each round has its own. */
function fresh(
  name: string,
  wanted: string,
  fill: Fill,
  prepare: readonly (readonly string[])[],
  words: readonly string[],
): Workload {
  const kind = `${fill.name}${prepare.length}`
  return {
    ...shape(name, wanted, 2, false),
    commands: (worlds) =>
      onBoth((program) => (round) => {
        if (round > 0) worlds.forget(program, `${kind}-${round - 1}`)
        return worlds.command(program, words, worlds.project(program, `${kind}-${round}`, fill, prepare))
      }),
  }
}

/** A command that finds nothing to do in 100,000 added files. */
function again(
  name: string,
  wanted: string,
  words: readonly string[],
  prepare: (worlds: Worlds, program: Program, directory: string) => void = () => undefined,
): Workload {
  return {
    ...shape(name, wanted, 5, true),
    commands: (worlds) =>
      onBoth((program) => (round) => {
        const directory = worlds.project(program, 'many0', fillMany, [add])
        if (round === 0) prepare(worlds, program, directory)
        return worlds.command(program, words, directory)
      }),
  }
}

function oneChanged(): Pick<Workload, 'commands'> {
  return {
    commands: (worlds) =>
      onBoth((program) => (round) => {
        const directory = worlds.project(program, 'many0', fillMany, [add])
        fs.appendFileSync(path.join(directory, 'data/d1/f1.bin'), String(round))
        return worlds.command(program, ['status', '--json'], directory)
      }),
  }
}

/** In a new project on the cache of another one, so that nothing is measured in a folder from which much was deleted. */
function checkout(name: string, wanted: string, type: string): Workload {
  return {
    ...shape(name, wanted, 2, false),
    commands: (worlds) =>
      onBoth((program) => (round) => {
        const source = worlds.project(program, 'many0', fillMany, [add])
        const cache = ['config', 'cache.dir', path.join(source, '.dvc/cache')]
        const copyFile = (directory: string) =>
          fs.copyFileSync(path.join(source, 'data.dvc'), path.join(directory, 'data.dvc'))
        const directory = worlds.project(program, `${type}-${round}`, copyFile, [cache, link(type)])
        return worlds.command(program, ['checkout', '-q'], directory)
      }),
  }
}
