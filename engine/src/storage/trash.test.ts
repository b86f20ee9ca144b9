import { createHash } from 'node:crypto'
import * as fs from 'node:fs'
import * as os from 'node:os'
import * as path from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { absolutePath } from '../foundation/base/index.ts'
import { checkObjects } from './check-objects.ts'
import { HashTable } from './hash-table.ts'
import { localStore } from './local-store.ts'
import { memoryStore } from './memory-store.ts'
import { legacyAreaOf } from './object-areas.ts'
import type { LocalStore, ObjectStore } from './object-store.ts'
import { quarantine } from './quarantine.ts'
import { removeUnused } from './remove-unused.ts'
import { emptyTrash, restoreTrash, trashRunName } from './trash.ts'
import { findUnused } from './unused-objects.ts'

const hashOf = (text: string) => createHash('md5').update(text).digest('hex')
const [used, unused, manifest] = [hashOf('used'), hashOf('unused'), `${hashOf('[]')}.dir`]
const noon = Date.UTC(2024, 0, 31, 12)
const run = trashRunName(noon, 7)
let store: LocalStore

const fill = async (into: ObjectStore) => {
  await into.insertBytes(Buffer.from('used'), used)
  await into.insertBytes(Buffer.from('unused'), unused)
  await into.insertBytes(Buffer.from('[]'), manifest)
}
const needed = [new HashTable()]
needed[0]!.add(used)
const inPlace = (name: string) => path.join(store.name, name)
const setAside = async () => removeUnused(store, await findUnused(store, needed), { kind: 'trash', run })

beforeEach(async () => {
  store = localStore(absolutePath(fs.mkdtempSync(path.join(os.tmpdir(), 'trash '))))
  await fill(store)
})

describe('objects that nothing needs', () => {
  it('are found with their sizes, manifests first', async () => {
    const found = await findUnused(store, needed)
    expect([...found.hashes]).toEqual([manifest, unused])
    expect([...found.bytes]).toEqual([2, 6])
  })

  it('do not include folders', async () => {
    fs.mkdirSync(path.join(store.directory, 'ab/folder'), { recursive: true })
    expect([...(await findUnused(store, needed)).hashes]).toHaveLength(2)
  })

  it.each([['directory'], ['memory']])('are deleted from a %s', async (kind) => {
    const from = kind === 'memory' ? memoryStore() : store
    if (kind === 'memory') await fill(from)
    await removeUnused(from, await findUnused(from, needed), { kind: 'delete' })
    expect(await from.list()).toEqual([used])
    expect(fs.existsSync(inPlace('sterna-trash'))).toBe(false)
  })

  it('may have gone meanwhile', async () => {
    const found = await findUnused(store, needed)
    await store.remove(unused)
    await removeUnused(store, found, { kind: 'trash', run })
    expect(await store.list()).toEqual([used])
  })

  it('stay where they are if the trash cannot be made', async () => {
    fs.mkdirSync(inPlace('sterna-trash'))
    fs.writeFileSync(inPlace(`sterna-trash/${run}`), 'in the way')
    await expect(setAside()).rejects.toThrow()
    expect((await store.list()).sort()).toEqual([used, unused, manifest].sort())
  })
})

describe('the trash', () => {
  it('gives back what was set aside, byte for byte and write-protected', async () => {
    await setAside()
    expect(await store.list()).toEqual([used])
    expect(await restoreTrash([store], () => true)).toEqual({ objects: 2, bytes: 8 })
    expect(await checkObjects(store, [unused, manifest])).toMatchObject({ checked: 2, corrupt: [], missing: [] })
    expect(fs.statSync(store.pathOf(unused)).mode & 0o777).toBe(0o444)
    expect(fs.existsSync(inPlace('sterna-trash'))).toBe(false)
  })

  it('gives back only what is wanted', async () => {
    await setAside()
    expect(await restoreTrash([store], (hash) => hash === unused)).toEqual({ objects: 1, bytes: 6 })
    expect((await store.list()).sort()).toEqual([used, unused].sort())
  })

  it('keeps the areas apart', async () => {
    const legacy = legacyAreaOf(store)!
    await legacy.insertBytes(Buffer.from('unused'), unused)
    await removeUnused(legacy, await findUnused(legacy, needed), { kind: 'trash', run })
    await setAside()
    await restoreTrash([legacy], () => true)
    expect([await legacy.has(unused), await store.has(unused)]).toEqual([true, false])
  })

  it('does not touch an object that is there again', async () => {
    await setAside()
    await store.insertBytes(Buffer.from('unused'), unused)
    expect(await restoreTrash([store], () => true)).toEqual({ objects: 1, bytes: 2 })
  })

  it('does not keep what a killed write left', async () => {
    fs.writeFileSync(path.join(path.dirname(store.pathOf(unused)), '.abcdefghijklmnopqrstuv.tmp'), 'half')
    await setAside()
    expect(fs.readdirSync(inPlace(`sterna-trash/${run}`)).sort()).toEqual([`md5-${manifest}`, `md5-${unused}`].sort())
  })

  it('is emptied of what is older', async () => {
    await setAside()
    expect(await emptyTrash(store, noon - 1000)).toEqual({ objects: 0, bytes: 0 })
    expect(await emptyTrash(store, noon + 1000)).toEqual({ objects: 2, bytes: 8 })
    expect(await restoreTrash([store], () => true)).toEqual({ objects: 0, bytes: 0 })
  })
})

describe('checking objects', () => {
  it('finds wrong bytes whatever the mode says, and what is missing', async () => {
    fs.chmodSync(store.pathOf(unused), 0o644)
    fs.writeFileSync(store.pathOf(unused), 'UNUSED')
    fs.chmodSync(store.pathOf(unused), 0o444)
    const absent = 'f'.repeat(32)
    expect(await checkObjects(store, [used, unused, manifest, absent])).toEqual({
      checked: 3,
      bytes: 12,
      corrupt: [unused],
      unreadable: [],
      missing: [absent],
    })
  })

  it('knows that objects of DVC 2 have their line ends normalised', async () => {
    const legacy = legacyAreaOf(store)!
    fs.mkdirSync(path.dirname(legacy.pathOf(hashOf('a\nb\n'))), { recursive: true })
    fs.writeFileSync(legacy.pathOf(hashOf('a\nb\n')), 'a\r\nb\r\n')
    expect(await checkObjects(legacy, [hashOf('a\nb\n')])).toMatchObject({ corrupt: [] })
  })

  it('sets corrupt ones aside under names of their own', async () => {
    const first = quarantine(store, unused)
    await store.insertBytes(Buffer.from('unused'), unused)
    const second = quarantine(store, unused)
    expect(path.basename(first)).toBe(`md5-${unused}`)
    expect(path.basename(second)).toBe(`md5-${unused}-2`)
    expect(await store.has(unused)).toBe(false)
  })
})
