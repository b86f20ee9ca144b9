import * as fs from 'node:fs'
import * as os from 'node:os'
import * as path from 'node:path'
import { describe, expect, it } from 'vitest'
import type { MergeConflict } from '../data/index.ts'
import { absolutePath } from '../foundation/base/index.ts'
import { memoryFileSystem } from '../foundation/system/index.ts'
import { localStore } from '../storage/index.ts'
import { mergeStageFiles } from './merge-stage-files.ts'

const context = {
  files: memoryFileSystem(),
  cache: localStore(absolutePath('/nowhere')),
  lock: { during: async (work: () => unknown) => work() } as never,
  remote: () => undefined,
}
const hash = (digit: string) => `${'a'.repeat(31)}${digit}`

async function merge(base: string, ours: string, theirs: string, name = 'a.dvc') {
  return mergeStageFiles(context, { base, ours, theirs }, name)
}

const dvcFile = (md5: string, more = '') => `outs:\n- md5: ${hash(md5)}\n  size: 1\n  hash: md5\n  path: a\n${more}`
const lock = (stages: Readonly<Record<string, string>>) =>
  `schema: '2.0'\nstages:\n${Object.entries(stages)
    .map(
      ([name, md5]) =>
        `  ${name}:\n    cmd: ${name}\n    outs:\n    - path: ${name}.bin\n      hash: md5\n      md5: ${hash(md5)}\n      size: 1\n`,
    )
    .join('')}`

describe('merging .dvc files', () => {
  it.each<[string, string, string, string, string]>([
    ['only theirs changed', dvcFile('1'), dvcFile('1'), dvcFile('2'), dvcFile('2')],
    ['only ours changed', dvcFile('1'), dvcFile('2'), dvcFile('1'), dvcFile('2')],
    [
      'ours changed the data, theirs the description',
      dvcFile('1'),
      dvcFile('2'),
      dvcFile('1', '  desc: d\n'),
      dvcFile('2', '  desc: d\n'),
    ],
    [
      'ours has a comment',
      dvcFile('1'),
      `# mine\n${dvcFile('1', '  desc: d\n')}`,
      dvcFile('2'),
      `# mine\n${dvcFile('2', '  desc: d\n')}`,
    ],
    [
      'ours is frozen, theirs has other data',
      dvcFile('1'),
      dvcFile('1', 'frozen: true\n'),
      dvcFile('2'),
      dvcFile('2', 'frozen: true\n'),
    ],
  ])('%s', async (_, base, ours, theirs, expected) => {
    expect(await merge(base, ours, theirs)).toEqual({ text: expected, conflicts: [] })
  })

  it.each<[string, string, string, string, MergeConflict]>([
    [
      'both changed the data',
      dvcFile('1'),
      dvcFile('2'),
      dvcFile('3'),
      { subject: 'a', ours: hash('2'), theirs: hash('3') },
    ],
    ['both added it', '', dvcFile('2'), dvcFile('3'), { subject: 'a', ours: hash('2'), theirs: hash('3') }],
    [
      'both described it',
      dvcFile('1'),
      dvcFile('1', '  desc: x\n'),
      dvcFile('1', '  desc: y\n'),
      { subject: "'desc' of a", ours: 'x', theirs: 'y' },
    ],
    [
      'the files of a directory are unknown',
      dvcFile('1').replace(hash('1'), `${hash('1')}.dir`),
      dvcFile('2').replace(hash('2'), `${hash('2')}.dir`),
      dvcFile('3').replace(hash('3'), `${hash('3')}.dir`),
      { subject: 'a', ours: `${hash('2')}.dir`, theirs: `${hash('3')}.dir` },
    ],
  ])('tells of a conflict when %s, and keeps ours', async (_, base, ours, theirs, conflict) => {
    expect(await merge(base, ours, theirs)).toEqual({ text: ours, conflicts: [conflict] })
  })

  it('takes an import from one side whole', async () => {
    const imported = (md5: string) =>
      `md5: ${hash(md5)}\ndeps:\n- etag: e${md5}\n  path: https://example.org/a\n${dvcFile(md5)}`
    const merged = await merge(imported('1'), imported('2'), imported('3'))
    expect(merged).toEqual({ text: imported('2'), conflicts: [{ subject: 'a', ours: hash('2'), theirs: hash('3') }] })
    const thawed = await merge(imported('1'), `${imported('1')}frozen: false\n`, imported('3'))
    expect(thawed).toEqual({ text: `${imported('3')}frozen: false\n`, conflicts: [] })
  })
})

describe('merging directories whose files are listed', () => {
  type Listed = Readonly<Record<string, readonly [md5: string, version?: string]>>
  const listed = (files: Listed) =>
    `outs:\n- hash: md5\n  path: d\n  files:\n${Object.entries(files)
      .map(([relpath, [md5, version]]) => {
        const cloud = version === undefined ? '' : `    cloud:\n      far:\n        version_id: ${version}\n`
        return `  - relpath: ${relpath}\n    md5: ${hash(md5)}\n    size: 1\n${cloud}`
      })
      .join('')}`
  const base: Listed = { a: ['1', 'v1'], b: ['1', 'v2'], c: ['1', 'v3'] }
  const here = absolutePath(fs.mkdtempSync(path.join(os.tmpdir(), 'merged-')))
  const mergeListed = (ours: string, theirs: string) =>
    mergeStageFiles({ ...context, cache: localStore(here) }, { base: listed(base), ours, theirs }, 'd.dvc')

  it('takes the files that each side changed, with their versions', async () => {
    const ours = listed({ a: ['2', 'v4'], b: ['1', 'v2'], c: ['1', 'v3'] })
    const theirs = listed({ a: ['1', 'v1'], c: ['1', 'v3'], d: ['4', 'v5'] })
    expect(await mergeListed(ours, theirs)).toEqual({
      text: listed({ a: ['2', 'v4'], c: ['1', 'v3'], d: ['4', 'v5'] }),
      conflicts: [],
    })
  })

  it('keeps the version that one side has pushed of what both have', async () => {
    const merged = await mergeListed(listed({ ...base, d: ['4'] }), listed({ ...base, d: ['4', 'v5'] }))
    expect(merged).toEqual({ text: listed({ ...base, d: ['4', 'v5'] }), conflicts: [] })
  })

  it('names the files that both sides changed', async () => {
    const ours = listed({ ...base, a: ['2', 'v4'] })
    const { text, conflicts } = await mergeListed(ours, listed({ ...base, a: ['3', 'v5'], d: ['4'] }))
    expect(text).toBe(listed({ ...base, a: ['2', 'v4'], d: ['4'] }))
    expect(conflicts).toEqual([{ subject: 'd/a', ours: hash('2'), theirs: hash('3') }])
  })
})

describe('merging lock files', () => {
  it('takes from each side the stages that it ran', async () => {
    const merged = await merge(
      lock({ prepare: '1', train: '1' }),
      lock({ prepare: '2', train: '1', ours: '4' }),
      lock({ prepare: '1', train: '3', theirs: '5' }),
      'dvc.lock',
    )
    expect(merged).toEqual({ text: lock({ prepare: '2', train: '3', ours: '4', theirs: '5' }), conflicts: [] })
  })

  it('does not put an entry together from two runs', async () => {
    const merged = await merge(
      lock({ train: '1', other: '1' }),
      lock({ train: '2', other: '1' }),
      lock({ train: '3', other: '2' }),
      '.merge_file_x',
    )
    expect(merged).toEqual({
      text: lock({ train: '2', other: '2' }),
      conflicts: [{ subject: "stage 'train'", ours: `train.bin ${hash('2')}`, theirs: `train.bin ${hash('3')}` }],
    })
  })
})
