import { createHash } from 'node:crypto'
import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import * as path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type AbsolutePath, absolutePath } from '../foundation/base/index.ts'
import { localStore } from './local-store.ts'
import { describeObjectStore } from './object-store-contract.ts'

const makeRoot = () => absolutePath(fs.mkdtempSync(path.join(tmpdir(), 'local-')))

describeObjectStore('a folder of DVC before 3.0', () => localStore(makeRoot(), { legacy: true }))
describeObjectStore('a folder of a group', () => localStore(makeRoot(), { shared: true }))

describe('a store in a directory', () => {
  let root: AbsolutePath
  beforeEach(() => {
    root = makeRoot()
  })
  afterEach(() => fs.rmSync(root, { recursive: true, force: true }))

  const hash = createHash('md5').update('hello\n').digest('hex')
  const modeOf = (file: string) => (fs.statSync(file).mode & 0o7777).toString(8)
  const put = (content: string, mode: number) => {
    const object = localStore(root).pathOf(hash)
    fs.mkdirSync(path.dirname(object), { recursive: true })
    fs.writeFileSync(object, content)
    fs.chmodSync(object, mode)
    return object
  }

  it('lays objects out as DVC does, for reading only', async () => {
    await localStore(root).insertBytes(Buffer.from('hello\n'), hash)
    expect(fs.readFileSync(path.join(root, 'files/md5/b1/946ac92492d2347c6235b4d2611184'), 'utf8')).toBe('hello\n')
    expect(modeOf(localStore(root).pathOf(hash))).toBe('444')
    await localStore(root, { legacy: true }).insertBytes(Buffer.from('hello\n'), hash)
    expect(fs.existsSync(path.join(root, 'b1/946ac92492d2347c6235b4d2611184'))).toBe(true)
  })

  it('believes an object of mode 0444 without reading it', async () => {
    put('corrupt', 0o444)
    expect(await localStore(root).has(hash)).toBe(true)
  })

  it('reads an object of another mode, and seals it if it is right', async () => {
    const object = put('hello\n', 0o644)
    expect(await localStore(root).has(hash)).toBe(true)
    expect(modeOf(object)).toBe('444')
  })

  it('removes an object of another mode if it is wrong', async () => {
    const object = put('corrupt', 0o644)
    expect(await localStore(root).missing([hash])).toEqual([hash])
    expect(fs.existsSync(object)).toBe(false)
  })

  it('does not believe an object that a power cut has emptied', async () => {
    const object = put('', 0o444)
    expect(await localStore(root).has(hash)).toBe(false)
    expect(fs.existsSync(object)).toBe(false)
  })

  it('counts CRLF as LF in objects of DVC before 3.0', async () => {
    const store = localStore(root, { legacy: true })
    fs.mkdirSync(path.dirname(store.pathOf(hash)), { recursive: true })
    fs.writeFileSync(store.pathOf(hash), 'hello\r\n')
    expect(await store.has(hash)).toBe(true)
  })

  it('opens its directories to the group if it is shared', async () => {
    await localStore(absolutePath(root, 'cache'), { shared: true }).insertBytes(Buffer.from('hello\n'), hash)
    for (const part of ['cache', 'cache/files', 'cache/files/md5', 'cache/files/md5/b1'])
      expect(modeOf(path.join(root, part))).toBe('2775')
  })

  it('lists only what lies where objects lie', async () => {
    await localStore(root).insertBytes(Buffer.from('hello\n'), hash)
    fs.mkdirSync(path.join(root, 'files/md5/runs'))
    fs.writeFileSync(path.join(root, 'files/md5/runs/x'), '')
    fs.writeFileSync(path.join(root, 'files/md5/ab'), '')
    expect(await localStore(root).list()).toEqual([hash])
  })
})
