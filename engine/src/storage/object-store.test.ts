import * as fs from 'node:fs'
import * as os from 'node:os'
import * as path from 'node:path'
import { describe, expect, it } from 'vitest'
import { absolutePath } from '../foundation/base/index.ts'
import { localStore } from './local-store.ts'
import { memoryStore } from './memory-store.ts'
import { describeObjectStore } from './object-store-contract.ts'
import { transfer } from './transfer.ts'

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'stores-'))
let count = 0
const makeLocal = () => localStore(absolutePath(folder, String(count++)))

describeObjectStore('a folder', makeLocal)
describeObjectStore('memory', () => memoryStore())

const one = { bytes: Buffer.from('1'), hash: 'c4ca4238a0b923820dcc509a6f75849b' }
const two = { bytes: Buffer.from('2'), hash: 'c81e728d9d4c2f636f067f89cc14862c' }

describe('a store in a folder', () => {
  it('keeps objects where DVC does, and nobody may write them', async () => {
    const store = makeLocal()
    await store.insertBytes(one.bytes, one.hash)
    const place = path.join(store.name, 'files/md5/c4/ca4238a0b923820dcc509a6f75849b')
    expect(fs.statSync(place).mode & 0o777).toBe(0o444)
  })

  it('believes an object of mode 0444, and looks at any other', async () => {
    const store = makeLocal()
    await store.insertBytes(one.bytes, one.hash)
    fs.chmodSync(store.pathOf(one.hash), 0o644)
    expect(await store.has(one.hash)).toBe(true)
    expect(fs.statSync(store.pathOf(one.hash)).mode & 0o777).toBe(0o444)
    fs.chmodSync(store.pathOf(one.hash), 0o644)
    fs.writeFileSync(store.pathOf(one.hash), 'broken')
    expect(await store.has(one.hash)).toBe(false)
  })
})

describe('transfer', () => {
  const directory = { hash: 'd751713988987e9331980363e24189ce.dir', files: [one.hash, two.hash] }

  it('brings a manifest only when all its files are there', async () => {
    const [from, to] = [makeLocal(), makeLocal()]
    await from.insertBytes(one.bytes, one.hash)
    await from.insertBytes(Buffer.from('[]'), directory.hash)
    const first = await transfer(from, to, { files: [], directories: [directory] })
    expect([first.transferred, first.missing]).toEqual([[one.hash], [two.hash]])
    expect(await to.has(directory.hash)).toBe(false)
    await from.insertBytes(two.bytes, two.hash)
    const second = await transfer(from, to, { files: [], directories: [directory] })
    expect(second.transferred).toEqual([two.hash, directory.hash])
  })

  it('looks at the files of a manifest that is there already', async () => {
    const [from, to] = [makeLocal(), makeLocal()]
    for (const { bytes, hash } of [one, two]) await from.insertBytes(bytes, hash)
    await to.insertBytes(Buffer.from('[]'), directory.hash)
    const outcome = await transfer(from, to, { files: [], directories: [directory] })
    expect(outcome.transferred).toEqual([one.hash, two.hash])
  })
})
