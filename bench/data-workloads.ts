import { execFileSync } from 'node:child_process'
import * as fs from 'node:fs'
import * as path from 'node:path'
import { fillLarge, fillMany, fillMiddle, fillSmall } from './fills.ts'
import { add, again, type Fill, many, onBoth, once, shape } from './shapes.ts'
import type { Workload } from './workloads.ts'
import type { Worlds } from './worlds.ts'

const link = (type: string) => ['config', 'cache.type', type]

/** Journeys of files between the workspace and the cache. */
export const dataWorkloads: readonly Workload[] = [
  fresh('`add` of 100,000 files (hardlink)', '7 x faster', fillMany, [link('hardlink')]),
  fresh('`add` of 20,000 files of 100 KB (copy)', '5 x faster', fillMiddle, []),
  fresh('`add` of 8 files of 512 MB (copy)', '1.5 x faster', fillLarge, []),
  overCopying('`add` of 8 files of 512 MB (copy)', 'at most 1.3 x the time'),
  fresh('`add` of 8 files of 512 MB (hardlink)', '4 x faster', fillLarge, [link('hardlink')]),
  again('no-op `add` of 100,000 files', '12 x faster', add),
  again('no-op `checkout` of 100,000 files', '12 x faster', ['checkout', '-q']),
  { ...again('`status`, one file of 100,000 changed', '10 x faster', ['status', '-q']), ...oneChanged() },
  {
    ...shape('no-op `status` of 1,000,000 files', '20 x faster', 3, true),
    isLarge: true,
    commands: (worlds) => {
      const shared = worlds.project('sterna', 'million', (directory) => fillSmall(directory, 1_000_000), [add])
      return onBoth((program) => () => worlds.command(program, ['status', '-q'], shared))
    },
  },
  checkout('`checkout` of 100,000 files (copy)', '6 x faster', 'copy'),
  checkout('`checkout` of 100,000 files (hardlink)', '7 x faster', 'hardlink'),
]

/** The first `add` in a project. */
function fresh(name: string, wanted: string, fill: Fill, prepare: readonly (readonly string[])[]): Workload {
  const kind = `${fill.name}${prepare.length}`
  return once(name, wanted, add, (worlds, program, round) => {
    if (round > 0) worlds.forget(program, `${kind}-${round - 1}`)
    return worlds.project(program, `${kind}-${round}`, fill, prepare)
  })
}

/** The first `add`, against the system's own copying of the same files and hashing of them in turn. */
function overCopying(name: string, wanted: string): Workload {
  const project = (worlds: Worlds, round: number) => worlds.project('sterna', `floor-${round}`, fillLarge)
  return {
    ...shape(name, wanted, 2, false),
    against: 'cp',
    commands: (worlds) => ({
      sterna: (round) => {
        if (round > 0) worlds.forget('sterna', `floor-${round - 1}`)
        return worlds.command('sterna', add, project(worlds, round))
      },
      other: (round) => {
        const directory = project(worlds, round)
        execFileSync('rm', ['-rf', '.dvc/cache'], { cwd: directory })
        return { ...worlds.command('node', [], directory), words: ['cp', '-r', 'data', 'copied'] }
      },
    }),
  }
}

function oneChanged(): Pick<Workload, 'commands'> {
  return {
    commands: (worlds) =>
      onBoth((program) => (round) => {
        const directory = many(worlds, program)
        fs.appendFileSync(path.join(directory, 'data/d1/f1.bin'), String(round))
        return worlds.command(program, ['status', '--json'], directory)
      }),
  }
}

/** In a new project on the cache of another one, so that nothing is measured in a folder from which much was deleted. */
function checkout(name: string, wanted: string, type: string): Workload {
  return once(name, wanted, ['checkout', '-q'], (worlds, program, round) => {
    const source = many(worlds, program)
    const cache = ['config', 'cache.dir', path.join(source, '.dvc/cache')]
    const copyFile = (directory: string) =>
      fs.copyFileSync(path.join(source, 'data.dvc'), path.join(directory, 'data.dvc'))
    return worlds.project(program, `${type}-${round}`, copyFile, [cache, link(type)])
  })
}
