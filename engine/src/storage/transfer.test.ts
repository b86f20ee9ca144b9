import { createHash, randomBytes } from 'node:crypto'
import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import * as path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type AbsolutePath, absolutePath, Failure } from '../foundation/base/index.ts'
import { localStore } from './local-store.ts'
import { memoryStore } from './memory-store.ts'
import type { ObjectStore } from './object-store.ts'
import { transfer } from './transfer.ts'

const md5 = (bytes: string | Uint8Array) => createHash('md5').update(bytes).digest('hex')
let root: AbsolutePath
beforeEach(() => {
  root = absolutePath(fs.mkdtempSync(path.join(tmpdir(), 'transfer-')))
})
afterEach(() => fs.rmSync(root, { recursive: true, force: true }))

const makers = {
  directory: (name: string): ObjectStore => localStore(absolutePath(root, name)),
  memory: (name: string): ObjectStore => memoryStore(name),
}
const ways = [
  ['directory', 'directory'],
  ['directory', 'memory'],
  ['memory', 'directory'],
  ['memory', 'memory'],
] as const
const put = async (store: ObjectStore, ...texts: (string | Uint8Array)[]) => {
  for (const text of texts) await store.insertBytes(typeof text === 'string' ? Buffer.from(text) : text, md5(text))
}
/** A directory whose manifest is any text: transfer does not look into it. */
const directoryOf = (...files: string[]) => ({ hash: `${md5(`[${files}]`)}.dir`, files: files.map(md5) })
const putDirectory = (store: ObjectStore, ...files: string[]) =>
  store.insertBytes(Buffer.from(`[${files}]`), directoryOf(...files).hash)

describe.each(ways)('transfer from a %s to a %s', (source, target) => {
  const stores = () => ({ from: makers[source]('from'), to: makers[target]('to') })

  it('brings what is lacking, and nothing twice', async () => {
    const { from, to } = stores()
    const large = randomBytes((1 << 20) + 3)
    await put(from, 'a', 'b', 'c', large)
    await put(to, 'b')
    await putDirectory(from, 'a', 'b')
    const wish = { files: ['a', 'c', 'a', large].map(md5), directories: [directoryOf('a', 'b')] }
    const { transferred, failed, missing } = await transfer(from, to, wish)
    expect(transferred.toSorted()).toEqual([md5('a'), md5('c'), md5(large), directoryOf('a', 'b').hash].toSorted())
    expect([failed, missing]).toEqual([[], []])
    expect(await to.missing([...wish.files, md5('b')])).toEqual([])
    expect(await transfer(from, to, wish)).toEqual({ transferred: [], failed: [], missing: [] })
  })

  it('holds a manifest back while one of its files is nowhere', async () => {
    const { from, to } = stores()
    await put(from, 'a')
    await putDirectory(from, 'a', 'gone')
    const outcome = await transfer(from, to, { files: [], directories: [directoryOf('a', 'gone')] })
    expect(outcome).toEqual({ transferred: [md5('a')], failed: [], missing: [md5('gone')] })
    expect(await to.has(directoryOf('a', 'gone').hash)).toBe(false)
  })

  it('repairs a directory whose manifest is there and a file is not', async () => {
    const { from, to } = stores()
    await put(from, 'a', 'b')
    await putDirectory(from, 'a', 'b')
    await put(to, 'a')
    await putDirectory(to, 'a', 'b')
    const { transferred } = await transfer(from, to, { files: [], directories: [directoryOf('a', 'b')] })
    expect(transferred).toEqual([md5('b')])
  })
})

describe('transfer', () => {
  it('goes on after a failure, and counts the manifest with the file that failed', async () => {
    const from = memoryStore()
    await put(from, 'a', 'b', 'c')
    await putDirectory(from, 'a', 'b')
    const to = memoryStore()
    const full: ObjectStore = {
      ...to,
      insertBytes: async (bytes, hash) => {
        if (hash === md5('a')) throw new Failure('remote', 'refused')
        await to.insertBytes(bytes, hash)
      },
    }
    const { transferred, failed } = await transfer(from, full, {
      files: [md5('c')],
      directories: [directoryOf('a', 'b')],
    })
    expect(transferred.toSorted()).toEqual(['b', 'c'].map(md5).toSorted())
    expect(failed).toEqual([
      { hash: md5('a'), cause: 'refused' },
      { hash: directoryOf('a', 'b').hash, cause: 'some of its files could not be transferred' },
    ])
  })

  it('does not spread a corrupt object that looks sealed', async () => {
    const [from, to] = [localStore(absolutePath(root, 'from')), localStore(absolutePath(root, 'to'))]
    await from.insertBytes(Buffer.from('damaged'), md5('right'))
    await put(from, 'other')
    const { transferred, failed } = await transfer(from, to, { files: ['right', 'other'].map(md5), directories: [] })
    expect(transferred).toEqual([md5('other')])
    expect(failed).toEqual([
      { hash: md5('right'), cause: `The bytes of '${from.pathOf(md5('right'))}' are not what its name says.` },
    ])
    expect(await to.has(md5('right'))).toBe(false)
  })

  it('ends when one object after the other fails for the same reason', async () => {
    const from = memoryStore()
    const texts = Array.from({ length: 500 }, (_, i) => String(i))
    await put(from, ...texts)
    let asked = 0
    const refusal = new Failure('remote-refused', 'far: refused', { hint: 'Ask.' })
    const closed: ObjectStore = { ...memoryStore(), insertBytes: async () => (asked++, Promise.reject(refusal)) }
    await expect(transfer(from, closed, { files: texts.map(md5), directories: [] })).rejects.toBe(refusal)
    expect(asked).toBeLessThan(100)
  })

  it('tells with each object that failed what helps', async () => {
    const from = memoryStore()
    await put(from, 'a')
    const refusal = new Failure('remote-refused', 'far: refused', { hint: 'Ask.' })
    const closed: ObjectStore = { ...memoryStore(), insertBytes: () => Promise.reject(refusal) }
    const { failed } = await transfer(from, closed, { files: [md5('a')], directories: [] })
    expect(failed).toEqual([{ hash: md5('a'), cause: 'far: refused', hint: 'Ask.' }])
  })

  it('asks once more for what arrives damaged', async () => {
    const from = memoryStore()
    await put(from, 'content')
    let times = 0
    const noisy: ObjectStore = {
      ...from,
      stream: async (hash, take) =>
        from.stream(hash, (piece) => take(times++ === 0 ? Buffer.from('unrelated') : piece)),
    }
    const to = localStore(absolutePath(root, 'to'))
    const wish = { files: [md5('content')], directories: [] }
    expect((await transfer(noisy, to, wish)).transferred).toEqual([md5('content')])
    expect(Buffer.from((await to.read(md5('content')))!).toString()).toBe('content')
  })

  it('ends at a full disk', async () => {
    const from = memoryStore()
    await put(from, 'a', 'b')
    const full: ObjectStore = {
      ...memoryStore(),
      insertBytes: () => Promise.reject(Object.assign(new Error('full'), { code: 'ENOSPC' })),
    }
    await expect(transfer(from, full, { files: ['a', 'b'].map(md5), directories: [] })).rejects.toMatchObject({
      code: 'disk-full',
    })
  })

  it('stops when it is told to', async () => {
    const [from, to] = [memoryStore(), memoryStore()]
    await put(from, 'a')
    const call = { report: () => undefined, signal: AbortSignal.abort() }
    await expect(transfer(from, to, { files: [md5('a')], directories: [] }, call)).rejects.toMatchObject({
      code: 'interrupted',
    })
  })
})
