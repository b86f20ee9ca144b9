import { spawnSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import * as fs from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import * as path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type AbsolutePath, absolutePath, Failure } from '../foundation/base/index.ts'
import { fingerprint } from './fingerprint.ts'
import { localStore } from './local-store.ts'
import { memoryStore } from './memory-store.ts'
import type { LocalStore, ObjectStore } from './object-store.ts'
import { receiveObject } from './receive-object.ts'
import { removeUnused } from './remove-unused.ts'
import { findUnused } from './unused-objects.ts'

const large = randomBytes(4 << 20)
const half = 2 << 20
const hash = createHash('md5').update(large).digest('hex')
const endedProcess = spawnSync(process.execPath, ['--version']).pid
const ofProcess = (processId: number, host = hostname()) => `${hash}.${fingerprint(host)}-${processId}.x.tmp`
let root: AbsolutePath
let to: LocalStore
/** From which byte on the object was asked for. */
let asked: number[]

beforeEach(() => {
  root = absolutePath(fs.mkdtempSync(path.join(tmpdir(), 'partial-')))
  to = localStore(root)
  asked = []
})
afterEach(() => fs.rmSync(root, { recursive: true, force: true }))

/** Has the object, counts how it is asked for it, and breaks off after some bytes the first times. */
async function source(
  ...breakOffs: { readonly after: number; readonly code: Failure['code'] }[]
): Promise<ObjectStore> {
  const store = memoryStore()
  await store.insertBytes(large, hash)
  return {
    ...store,
    stream: (wanted, take, { start = 0 } = {}) => {
      asked.push(start)
      const broken = breakOffs.shift()
      if (!broken) return store.stream(wanted, take, { start })
      take(large.subarray(start, broken.after))
      throw new Failure(broken.code, 'broken off')
    },
  }
}

function leave(name: string, bytes: Uint8Array): string {
  const file = path.join(to.directory, 'in', name)
  fs.mkdirSync(path.dirname(file), { recursive: true })
  fs.writeFileSync(file, bytes)
  return file
}

const parts = () => (fs.existsSync(path.join(to.directory, 'in')) ? fs.readdirSync(path.join(to.directory, 'in')) : [])
const receive = async (from: ObjectStore, into = to) =>
  receiveObject({ from, to: into, whenMoved: () => undefined, call: undefined }, hash)
/** What a process does that begins anew. */
const receiveLater = (from: ObjectStore) => receive(from, localStore(root))

async function expectWhole(): Promise<void> {
  expect(Buffer.from((await to.read(hash))!).equals(large)).toBe(true)
  expect(fs.statSync(to.pathOf(hash)).mode & 0o777).toBe(0o444)
}

describe('a large object whose transfer ended early', () => {
  it('is gone on with where it was, more than once', async () => {
    const from = await source({ after: half, code: 'remote-unreachable' }, { after: half + 9, code: 'interrupted' })
    await expect(receive(from)).rejects.toThrow('broken off')
    expect(await to.list()).toEqual([`in${hash}.tmp`])
    await expect(receiveLater(from)).rejects.toThrow('broken off')
    await receiveLater(from)
    expect(asked).toEqual([0, half, half + 9])
    await expectWhole()
    expect(parts()).toEqual([])
  })

  it.each([
    ['a process that was killed', ofProcess(endedProcess)],
    ['another machine that writes no more', ofProcess(process.pid, 'elsewhere')],
  ])('is taken over from %s', async (_, name) => {
    const file = leave(name, large.subarray(0, half))
    fs.utimesSync(file, 0, 0)
    await receive(await source())
    expect(asked).toEqual([half])
    await expectWhole()
    expect(parts()).toEqual([])
  })

  it.each([
    ['a process that runs', ofProcess(process.pid)],
    ['another machine', ofProcess(endedProcess, 'elsewhere')],
  ])('is left to %s that still writes it', async (_, name) => {
    leave(name, large.subarray(0, half))
    await receive(await source())
    expect(asked).toEqual([0])
    await expectWhole()
    expect(parts()).toEqual([name])
  })

  it('goes on with the largest part, and the others go', async () => {
    leave(ofProcess(endedProcess), large.subarray(0, 100))
    leave(`${hash}.tmp`, large.subarray(0, half))
    await receive(await source())
    expect(asked).toEqual([half])
    expect(parts()).toEqual([])
  })

  it.each([
    ['other bytes', randomBytes(half)],
    ['more bytes than there are', Buffer.concat([large, Buffer.from('!')])],
  ])('is fetched anew where %s had arrived', async (_, bytes) => {
    leave(`${hash}.tmp`, bytes)
    await receive(await source())
    expect(asked).toEqual([bytes.length, 0])
    await expectWhole()
    expect(parts()).toEqual([])
  })

  it('is there without another byte if all had arrived', async () => {
    leave(`${hash}.tmp`, large)
    await receive(await source())
    expect(asked).toEqual([large.length])
    await expectWhole()
  })

  it('leaves nothing behind on a full disk', async () => {
    await expect(receive(await source({ after: half, code: 'disk-full' }))).rejects.toThrow('broken off')
    expect(parts()).toEqual([])
  })

  it('leaves nothing behind that is too small to be worth it', async () => {
    await expect(receive(await source({ after: 1000, code: 'remote-unreachable' }))).rejects.toThrow('broken off')
    expect(parts()).toEqual([])
  })

  it('goes with what nothing needs', async () => {
    leave(ofProcess(endedProcess), large.subarray(0, half))
    const unused = await findUnused(to, [])
    expect(unused.bytes).toEqual([half])
    await removeUnused(to, unused, { kind: 'trash', run: 'now' })
    expect(parts()).toEqual([])
  })

  it('is begun anew by the one of two who is slower', async () => {
    leave(`${hash}.tmp`, large.subarray(0, half))
    const from = await source()
    await Promise.all([receive(from), receiveLater(from)])
    expect(asked.toSorted()).toEqual([0, half])
    await expectWhole()
    expect(parts()).toEqual([])
  })
})
