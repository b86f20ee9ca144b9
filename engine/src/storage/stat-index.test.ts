import { createHash } from 'node:crypto'
import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import * as path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type AbsolutePath, absolutePath } from '../foundation/base/index.ts'
import { makeManifest } from './directory-manifest.ts'
import type { HashMemo, ObservedDirectory } from './hash-memo.ts'
import { Progress } from './progress.ts'
import { hashOnly, readFiles } from './read-files.ts'
import { memoryMemo, statIndex } from './stat-index.ts'

const md5 = (text: string) => createHash('md5').update(text).digest('hex')
const longAgo = new Date('2020-01-01T00:00:00.123Z')
let root: AbsolutePath
let reads: string[]

beforeEach(() => {
  root = absolutePath(fs.mkdtempSync(path.join(tmpdir(), 'memo-')))
  reads = []
})
afterEach(() => fs.rmSync(root, { recursive: true, force: true }))

const at = (file: string) => absolutePath(root, file)

/** Writes a file as if a while ago, so that it is not too young to be believed. */
function write(file: string, content: string, time = longAgo): void {
  fs.mkdirSync(path.dirname(at(file)), { recursive: true })
  fs.writeFileSync(at(file), content)
  fs.utimesSync(at(file), time, time)
  for (let directory = path.dirname(at(file)); directory.startsWith(`${root}/`); directory = path.dirname(directory))
    fs.utimesSync(directory, time, time)
}

/** Tells which files were read in the test. */
const counting = {
  isSettled: () => true,
  read: (files: Parameters<typeof readFiles>[0]) => {
    reads.push(...Array.from({ length: files.paths.length }, (_, i) => path.relative(root, files.paths.at(i)!)))
    return readFiles(files, hashOnly, new Progress(undefined, 'hash'))
  },
}
const observe = (memo: HashMemo, file: string, ignored?: (relative: string) => boolean, ignoreKey = '') =>
  memo.observe(at(file), { reading: counting, ignoreKey, ...(ignored ? { ignored } : {}) })
const observeDirectory = async (memo: HashMemo, file = 'd') => (await observe(memo, file)) as ObservedDirectory

/** All that is told of a directory. */
function told(seen: ObservedDirectory) {
  const { hash, bytes, files } = seen
  return { hash, bytes, files, manifest: seen.manifest(), rendered: Buffer.concat([...seen.rendered()]).toString() }
}

/** `next` is the memo of the next command: what was saved, or the same one. */
const kinds = [
  ['in memory', () => memoryMemo(), (memo: HashMemo) => memo],
  ['in files', () => statIndex(absolutePath(root, '.index')), () => statIndex(absolutePath(root, '.index'))],
] as const

describe.each(kinds)('a memo of hashes %s', (_, make, next) => {
  const again = (memo: HashMemo) => {
    memo.save()
    reads = []
    return next(memo)
  }

  it('sees that nothing is there', async () => expect(await observe(make(), 'none')).toEqual({ kind: 'missing' }))

  it('hashes a file once', async () => {
    write('f', 'hello\n')
    const memo = make()
    const seen = { kind: 'file', hash: md5('hello\n'), bytes: 6, isExecutable: false }
    expect(await observe(memo, 'f')).toEqual(seen)
    expect(await observe(again(memo), 'f')).toEqual(seen)
    expect(reads).toEqual([])
  })

  it('reads a young file again, since it may change within a tick of the clock', async () => {
    write('f', 'a', new Date())
    const memo = make()
    await observe(memo, 'f')
    await observe(again(memo), 'f')
    expect(reads).toEqual(['f'])
  })

  it('sees that a file may be run', async () => {
    write('run.sh', '#!')
    fs.chmodSync(at('run.sh'), 0o755)
    expect(await observe(make(), 'run.sh')).toMatchObject({ isExecutable: true })
  })

  it('describes a directory as DVC does', async () => {
    write('d/b', 'two')
    write('d/sub/a', 'one')
    write('d/.hidden', '')
    fs.mkdirSync(at('d/empty'))
    const seen = await observeDirectory(make())
    const text = `[{"md5": "${md5('')}", "relpath": ".hidden"}, {"md5": "${md5('two')}", "relpath": "b"}, {"md5": "${md5('one')}", "relpath": "sub/a"}]`
    expect(seen).toMatchObject({ kind: 'directory', hash: `${md5(text)}.dir`, bytes: 6, files: 3 })
    expect(seen.manifest()).toEqual({ relpaths: ['.hidden', 'b', 'sub/a'], hashes: ['', 'two', 'one'].map(md5) })
  })

  it('knows an unchanged directory without reading it', async () => {
    write('d/é/b', 'two')
    write('d/a', 'one')
    const memo = make()
    const first = await observeDirectory(memo)
    const second = await observeDirectory(again(memo))
    expect(reads).toEqual([])
    expect(told(second)).toEqual(told(first))
  })

  it.each([
    ['a changed file', () => write('d/a', 'new'), ['d/a']],
    ['a new file', () => write('d/sub/new', 'n', new Date('2021-01-01')), ['d/sub/new']],
    ['a new directory', () => write('d/more/deep/x', 'x', new Date('2021-01-01')), ['d/more/deep/x']],
    ['a removed file', () => fs.rmSync(at('d/sub/c')), []],
    ['a removed directory', () => fs.rmSync(at('d/sub'), { recursive: true }), []],
    [
      'a directory that became a file',
      () => (fs.rmSync(at('d/sub'), { recursive: true }), fs.writeFileSync(at('d/sub'), 's')),
      ['d/sub'],
    ],
    ['other bytes of the same size and mtime', () => write('d/a', '1ne'), ['d/a']],
    ['a file replaced by a link to another', () => (fs.rmSync(at('d/a')), fs.symlinkSync('b', at('d/a'))), ['d/a']],
  ] as const)('reads only what is new after %s', async (_name, change, expected) => {
    write('d/a', 'one')
    write('d/b', 'two')
    write('d/sub/c', 'three')
    const memo = make()
    await observeDirectory(memo)
    const later = again(memo)
    change()
    const seen = await observeDirectory(later)
    expect(reads).toEqual(expected)
    const fresh = await observeDirectory(memoryMemo())
    expect(told(seen)).toEqual(told(fresh))
  })

  it('applies ignore rules, and others when they change', async () => {
    write('d/a', 'one')
    write('d/b.tmp', 'two')
    const memo = make()
    const seen = await observe(memo, 'd', (file) => file.endsWith('.tmp'), '*.tmp')
    expect((seen as ObservedDirectory).manifest().relpaths).toEqual(['a'])
    expect((await observeDirectory(again(memo))).manifest().relpaths).toEqual(['a', 'b.tmp'])
    expect(reads).toEqual(['d/b.tmp'])
  })

  it('leaves out .git, .hg and .dvc', async () => {
    for (const name of ['.git/x', '.hg/x', '.dvc/x', 'sub/.git', 'keep/.hg-not']) write(`d/${name}`, 'x')
    expect((await observeDirectory(make())).manifest().relpaths).toEqual(['keep/.hg-not'])
  })

  it('follows links to files, passes over links to directories', async () => {
    write('elsewhere/f', 'there')
    write('d/a', 'one')
    fs.symlinkSync('../elsewhere/f', at('d/link'))
    fs.symlinkSync('../elsewhere', at('d/directory'))
    const memo = make()
    expect((await observeDirectory(memo)).manifest().relpaths).toEqual(['a', 'link'])
    write('elsewhere/f', 'anew')
    expect((await observeDirectory(again(memo))).manifest().hashes).toEqual([md5('one'), md5('anew')])
  })

  it('believes what was just written, not what was touched afterwards', async () => {
    write('d/a', 'one')
    write('d/b', 'two')
    const memo = make()
    await nextMilliseconds()
    memo.noteWritten(at('d'), makeManifest(['a', 'b'], [md5('one'), md5('two')]))
    const later = new Date(Date.now() + 60_000)
    fs.utimesSync(at('d/b'), later, later)
    await observeDirectory(memo)
    expect(reads).toEqual(['d/b'])
  })

  it.each([
    [
      'a .dvcignore inside',
      () => write('d/sub/.dvcignore', '*'),
      {
        code: 'ignore-file-inside',
        message: expect.stringContaining('.dvcignore file should not be in collected dir path:'),
      },
    ],
    ['a link to nothing', () => fs.symlinkSync('nothing', at('d/link')), { code: 'file-missing' }],
    ['a device', () => fs.symlinkSync('/dev/null', at('d/device')), { code: 'unsupported' }],
    [
      'a name that is not UTF-8',
      () => fs.writeFileSync(Buffer.concat([Buffer.from(`${at('d')}/`), Buffer.from([0xff])]), ''),
      { code: 'unsupported' },
    ],
  ] as const)('refuses %s', async (_name, make_, failure) => {
    write('d/a', 'one')
    make_()
    await expect(observe(make(), 'd')).rejects.toMatchObject(failure)
  })

  it('stops when it is told to', async () => {
    const names = Array.from({ length: 3000 }, (_x, i) => `d/${i % 50}/${i}`)
    for (const name of names) write(name, name)
    const stop = AbortSignal.timeout(1)
    await new Promise((resolve) => setTimeout(resolve, 5))
    const slow = make().observe(at('d'), {}, { report: () => undefined, signal: stop })
    await expect(slow).rejects.toMatchObject({ code: 'interrupted' })
  })
})

/** The clock of processes has whole milliseconds, and is behind by a part of one. */
const nextMilliseconds = () => new Promise((resolve) => setTimeout(resolve, 5))

describe('the files of an index', () => {
  it('may be lost or damaged: then the workspace is read again', async () => {
    write('d/a', 'one')
    write('f', 'two')
    const memo = statIndex(at('.index'))
    const before = [await observe(memo, 'd'), await observe(memo, 'f')]
    memo.save()
    for (const name of fs.readdirSync(at('.index'))) {
      const bytes = fs.readFileSync(at(`.index/${name}`))
      bytes[bytes.length - 20]! ^= 1
      fs.writeFileSync(at(`.index/${name}`), bytes)
    }
    reads = []
    const damaged = statIndex(at('.index'))
    const after = [await observe(damaged, 'd'), await observe(damaged, 'f')]
    expect(JSON.stringify(after)).toEqual(JSON.stringify(before))
    expect(reads).toContain('d/a')
  })
})
