import { createHash, randomBytes } from 'node:crypto'
import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import * as path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type AbsolutePath, absolutePath } from '../foundation/base/index.ts'
import type { ObservedDirectory } from './hash-memo.ts'
import { keepPath } from './keep.ts'
import type { LinkType } from './link-type.ts'
import { openLinks } from './links.ts'
import { localStore } from './local-store.ts'
import type { StorageProgress } from './progress.ts'
import { readManifest } from './read-manifest.ts'
import { memoryMemo } from './stat-index.ts'

const md5 = (bytes: string | Uint8Array) => createHash('md5').update(bytes).digest('hex')
let root: AbsolutePath
beforeEach(() => {
  root = absolutePath(fs.mkdtempSync(path.join(tmpdir(), 'keep-')))
})
afterEach(() => fs.rmSync(root, { recursive: true, force: true }))

const at = (file: string) => absolutePath(root, file)
const store = () => localStore(at('cache'))
const context = (...types: LinkType[]) => ({ hashes: memoryMemo(), links: openLinks(store(), types) })
const write = (file: string, content: string | Uint8Array, mode = 0o644) => {
  fs.mkdirSync(path.dirname(at(file)), { recursive: true })
  fs.writeFileSync(at(file), content, { mode })
}
const objectText = (hash: string) => fs.readFileSync(store().pathOf(hash), 'utf8')
const modeOf = (file: string) => (fs.lstatSync(file).mode & 0o7777).toString(8)
const leftovers = () => fs.readdirSync(root, { recursive: true }).filter((name) => String(name).endsWith('.tmp'))

describe('keeping data', () => {
  it('puts a file into the store and leaves it where it is', async () => {
    write('f', 'hello\n')
    expect(await keepPath(context('copy'), at('f'))).toEqual({
      kind: 'file',
      hash: md5('hello\n'),
      bytes: 6,
      isExecutable: false,
    })
    expect(objectText(md5('hello\n'))).toBe('hello\n')
    expect(modeOf(at('f'))).toBe('644')
  })

  it('keeps large files as well as small and empty ones', async () => {
    const large = [5_000_001, 3 << 20, (1 << 20) + 1].map((size) => randomBytes(size))
    for (const [i, bytes] of large.entries()) write(`d/large${i}`, bytes)
    write('d/empty', '')
    write('d/small', 'x')
    const seen = (await keepPath(context('copy'), at('d'))) as ObservedDirectory
    expect(await store().missing(seen.manifest().hashes)).toEqual([])
    for (const bytes of large) expect(fs.readFileSync(store().pathOf(md5(bytes))).equals(bytes)).toBe(true)
    expect(readManifest((await store().read(seen.hash))!)).toEqual(seen.manifest())
    expect(leftovers()).toEqual([])
  })

  it('keeps one object of many equal files', async () => {
    for (const name of ['a', 'b', 'sub/c']) write(`d/${name}`, 'same')
    await keepPath(context('copy'), at('d'))
    expect((await store().list()).filter((hash) => !hash.endsWith('.dir'))).toEqual([md5('same')])
  })

  it('refuses what is not there', async () => {
    await expect(keepPath(context('copy'), at('none'))).rejects.toMatchObject({
      code: 'file-missing',
      message: `'${at('none')}' does not exist.`,
    })
  })

  it('brings back an object that the store has lost, though the file is known', async () => {
    write('d/a', 'one')
    const kept = context('copy')
    const seen = await keepPath(kept, at('d'))
    await store().remove(md5('one'))
    expect(await keepPath(kept, at('d'))).toMatchObject({ kind: 'directory', files: 1 })
    expect(objectText(md5('one'))).toBe('one')
    await store().remove((seen as ObservedDirectory).hash)
    await keepPath(kept, at('d'))
    expect(await store().has((seen as ObservedDirectory).hash)).toBe(true)
  })

  it('reports what it does', async () => {
    for (let i = 0; i < 20; i++) write(`d/${i}`, `${i}`)
    const events: StorageProgress[] = []
    await keepPath(
      context('copy'),
      at('d'),
      {},
      { report: (event) => events.push(event), signal: new AbortController().signal },
    )
    expect(events.at(-1)).toEqual({
      kind: 'progress',
      what: 'store',
      files: 20,
      bytes: 30,
      totalFiles: 20,
      totalBytes: 30,
    })
  })
})

describe.each([
  ['hardlink', (file: string, object: string) => expect(fs.lstatSync(file).ino).toBe(fs.statSync(object).ino)],
  ['symlink', (file: string, object: string) => expect(fs.readlinkSync(file)).toBe(object)],
] as const)('keeping data as a %s', (type, expectTied) => {
  const sizes = [10, (1 << 20) + 5]

  it.each(sizes)('makes the file of %i bytes the object itself', async (size) => {
    const bytes = randomBytes(size)
    write('d/f', bytes)
    const inode = fs.statSync(at('d/f')).ino
    await keepPath(context(type), at('d'))
    expect(fs.statSync(store().pathOf(md5(bytes))).ino).toBe(inode)
    expectTied(at('d/f'), store().pathOf(md5(bytes)))
    expect(modeOf(store().pathOf(md5(bytes)))).toBe('444')
    expect(leftovers()).toEqual([])
  })

  it('ties a second file of the same bytes to the same object', async () => {
    write('d/a', 'same')
    write('d/b', 'same')
    await keepPath(context(type), at('d'))
    for (const name of ['a', 'b']) expectTied(at(`d/${name}`), store().pathOf(md5('same')))
  })

  it('does not take a file that has another name elsewhere', async () => {
    write('d/f', 'mine')
    fs.linkSync(at('d/f'), at('other'))
    await keepPath(context(type), at('d'))
    expect(fs.statSync(at('other')).ino).not.toBe(fs.statSync(store().pathOf(md5('mine'))).ino)
  })

  it('ties files kept as copies before, and unties them again', async () => {
    write('d/f', 'data')
    const { hashes } = context()
    await keepPath({ hashes, links: openLinks(store(), ['copy']) }, at('d'))
    await keepPath({ hashes, links: openLinks(store(), [type]) }, at('d'))
    expectTied(at('d/f'), store().pathOf(md5('data')))
    await keepPath({ hashes, links: openLinks(store(), ['copy']) }, at('d'))
    expect(fs.lstatSync(at('d/f'))).toMatchObject({ nlink: 1 })
    expect(modeOf(at('d/f'))).toBe('644')
  })

  it('leaves the workspace as it is if asked', async () => {
    write('f', 'data')
    await keepPath(context(type), at('f'), { withoutRelink: true })
    expect(fs.lstatSync(at('f')).nlink).toBe(1)
    expect(await store().has(md5('data'))).toBe(true)
  })

  it('does not read what it has kept again', async () => {
    write('d/f', 'data')
    const kept = context(type)
    await keepPath(kept, at('d'))
    const read = () => Promise.reject(new Error('was read'))
    await new Promise((resolve) => setTimeout(resolve, 70))
    await kept.hashes.observe(at('d'))
    await new Promise((resolve) => setTimeout(resolve, 70))
    await kept.hashes.observe(at('d'), { reading: { isSettled: () => true, read } })
  })
})

it("replaces a person's own link by the file it points to", async () => {
  write('elsewhere', 'data')
  fs.mkdirSync(at('d'))
  fs.symlinkSync(at('elsewhere'), at('d/link'))
  await keepPath(context('copy'), at('d'))
  expect(fs.lstatSync(at('d/link')).isFile()).toBe(true)
  expect(fs.readFileSync(at('elsewhere'), 'utf8')).toBe('data')
})
