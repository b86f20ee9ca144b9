import { createHash } from 'node:crypto'
import * as fs from 'node:fs'
import * as os from 'node:os'
import * as path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type AbsolutePath, absolutePath } from '../../foundation/base/index.ts'
import { makeManifest, manifestHash } from '../directory-manifest.ts'
import { localStore } from '../local-store.ts'
import { renderManifest } from '../render-manifest.ts'
import { folderFiles } from './folder/folder-files.ts'
import type { RemoteFiles } from './remote-files.ts'
import { remoteStore } from './remote-store.ts'
import { SentDirectories } from './sent-directories.ts'

const names = Array.from({ length: 1000 }, (_, i) => `f${i}`)
const hashes = names.map((name) => createHash('md5').update(name).digest('hex'))
const manifest = renderManifest(makeManifest(names, hashes))
const directory = manifestHash(manifest)
const day = 24 * 3_600_000
let base: AbsolutePath
let requests: number

beforeEach(async () => {
  base = absolutePath(fs.mkdtempSync(path.join(os.tmpdir(), 'sent-')))
  await localStore(absolutePath(base, 'cache')).insertBytes(manifest, directory)
})
afterEach(() => fs.rmSync(base, { recursive: true, force: true }))

/** A folder behind a URL that counts what it is asked. */
function countedFiles(canList = true): RemoteFiles {
  const files = folderFiles(path.join(base, 'remote'))
  const counted: RemoteFiles = {
    ...files,
    stat: (key) => (requests++, files.stat(key)),
    list: (prefix) => (requests++, files.list!(prefix)),
  }
  if (!canList) delete (counted as { list?: unknown }).list
  return counted
}

function memoryOf(files: RemoteFiles, now = 0): SentDirectories {
  requests = 0
  const surroundings = { cache: localStore(absolutePath(base, 'cache')), directory: absolutePath(base, 'state'), now }
  return new SentDirectories(remoteStore(files), 'far', surroundings)
}

const placeOf = (hash: string) => path.join(base, 'remote/files/md5', hash.slice(0, 2), hash.slice(2))

function putIntoRemote(hash: string, content: string | Uint8Array): void {
  fs.mkdirSync(path.dirname(placeOf(hash)), { recursive: true })
  fs.writeFileSync(placeOf(hash), content)
}

function sent(files: RemoteFiles): void {
  for (const [i, hash] of hashes.entries()) putIntoRemote(hash, names[i]!)
  putIntoRemote(directory, manifest)
  const memory = memoryOf(files)
  memory.note(directory)
  memory.save()
}

describe.each([
  ['lists', true],
  ['cannot list', false],
])('directories sent to a server that %s', (_, canList) => {
  it('are not known before', async () => {
    expect(await memoryOf(countedFiles(canList)).has(directory)).toBe(false)
    expect(requests).toBe(0)
  })

  it('are known to be there by a handful of requests', async () => {
    const files = countedFiles(canList)
    sent(files)
    expect(await memoryOf(files, day - 1).has(directory)).toBe(true)
    expect(requests).toBeLessThan(20)
  })

  it('are not believed after a day', async () => {
    const files = countedFiles(canList)
    sent(files)
    expect(await memoryOf(files, day).has(directory)).toBe(false)
  })

  it('are forgotten when the manifest is gone', async () => {
    const files = countedFiles(canList)
    sent(files)
    fs.rmSync(placeOf(directory))
    const memory = memoryOf(files)
    expect(await memory.has(directory)).toBe(false)
    memory.save()
    expect(
      fs.readdirSync(path.join(base, 'state')).map((file) => fs.readFileSync(path.join(base, 'state', file), 'utf8')),
    ).toEqual(['[]'])
  })

  it('are forgotten when files are gone', async () => {
    const files = countedFiles(canList)
    sent(files)
    for (const hash of hashes.slice(0, 990)) fs.rmSync(placeOf(hash))
    expect(await memoryOf(files).has(directory)).toBe(false)
  })
})
