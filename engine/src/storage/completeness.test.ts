import * as fs from 'node:fs'
import * as os from 'node:os'
import * as path from 'node:path'
import { describe, expect, it } from 'vitest'
import { absolutePath } from '../foundation/base/index.ts'
import { Completeness } from './completeness.ts'
import { makeManifest, manifestHash } from './directory-manifest.ts'
import { localStore } from './local-store.ts'
import { renderManifest } from './render-manifest.ts'

const one = 'c4ca4238a0b923820dcc509a6f75849b'

async function makeStore(ageSeconds = 60) {
  const folder = absolutePath(fs.mkdtempSync(path.join(os.tmpdir(), 'complete-')))
  const store = localStore(folder)
  const manifest = renderManifest(makeManifest(['a'], [one]))
  await store.insertBytes(Buffer.from('1'), one)
  await store.insertBytes(manifest, manifestHash(manifest))
  const then = new Date(Date.now() - ageSeconds * 1000)
  for (const name of fs.readdirSync(store.directory)) fs.utimesSync(path.join(store.directory, name), then, then)
  return { store, hash: manifestHash(manifest), state: absolutePath(folder, 'state') }
}

describe('completeness', () => {
  it('holds for a directory with all its files, and is remembered', async () => {
    const { store, hash, state } = await makeStore()
    const first = new Completeness(store, state)
    expect(await first.has(hash)).toBe(true)
    first.save()
    expect(fs.readFileSync(path.join(state, 'complete.json'), 'utf8')).toContain(hash)
    expect(await new Completeness(store, state).has(hash)).toBe(true)
  })

  it('is looked at again when a file was taken from the store', async () => {
    const { store, hash, state } = await makeStore()
    const first = new Completeness(store, state)
    await first.has(hash)
    first.save()
    await store.remove(one)
    expect(await new Completeness(store, state).has(hash)).toBe(false)
  })

  it('is looked at each time while a power cut could empty an object', async () => {
    const { store, hash, state } = await makeStore(30)
    const first = new Completeness(store, state)
    expect(await first.has(hash)).toBe(true)
    first.save()
    fs.chmodSync(store.pathOf(one), 0o644)
    fs.truncateSync(store.pathOf(one))
    expect(await new Completeness(store, state).has(hash)).toBe(false)
  })
})
