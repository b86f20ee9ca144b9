import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import * as path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type AbsolutePath, absolutePath } from '../foundation/base/index.ts'
import type { ObservedDirectory } from './hash-memo.ts'
import { keepPath } from './keep.ts'
import { openLinks } from './links.ts'
import { localStore } from './local-store.ts'
import { hashFile } from './md5/hash-file.ts'
import { memoryMemo } from './stat-index.ts'

const files = 300
const room = fileURLToPath(new URL('.', import.meta.url))
let root: AbsolutePath

beforeEach(() => {
  root = absolutePath(fs.mkdtempSync(path.join(tmpdir(), 'kill-')))
  fs.mkdirSync(path.join(root, 'data'))
  const bytes = randomBytes(8000)
  for (let i = 0; i < files; i++) fs.writeFileSync(path.join(root, 'data', String(i)), bytes.subarray(i % 4000))
  fs.writeFileSync(path.join(root, 'data/large'), randomBytes(8 << 20))
})
afterEach(() => fs.rmSync(root, { recursive: true, force: true }))

/** Keeps the data in another process, and kills that as soon as this many objects are there. */
function killAfter(objects: number, type: string): Promise<void> {
  const script = `
    import { keepPath, localStore, openLinks } from ${JSON.stringify(path.join(room, 'index.ts'))}
    import { memoryMemo } from ${JSON.stringify(path.join(room, 'stat-index.ts'))}
    await keepPath({ hashes: memoryMemo(), links: openLinks(localStore(${JSON.stringify(path.join(root, 'cache'))}), ['${type}']) }, ${JSON.stringify(path.join(root, 'data'))})`
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], { stdio: 'ignore' })
  const watch = setInterval(() => {
    if (countObjects() >= objects) child.kill('SIGKILL')
  }, 2)
  return new Promise((resolve) => {
    child.on('exit', () => {
      clearInterval(watch)
      resolve()
    })
  })
}

function objectFiles(): string[] {
  const store = path.join(root, 'cache/files/md5')
  if (!fs.existsSync(store)) return []
  return fs.readdirSync(store, { recursive: true, encoding: 'utf8' }).filter((name) => /^..\/[^.]{30}/.test(name))
}

const countObjects = () => objectFiles().length

describe('a process killed while it keeps data', () => {
  it.each([
    ['copy', 1],
    ['copy', 150],
    ['hardlink', 100],
    ['symlink', 100],
  ] as const)('as %s leaves no wrong object (after %i), and the next one finishes its work', async (type, objects) => {
    await killAfter(objects, type)
    const store = localStore(absolutePath(root, 'cache'))
    const found = objectFiles()
    expect(found.length).toBeGreaterThan(0)
    for (const name of found)
      expect(hashFile(path.join(store.directory, name)).hash).toBe(name.replace('/', '').replace('.dir', ''))
    const seen = (await keepPath(
      { hashes: memoryMemo(), links: openLinks(store, [type]) },
      absolutePath(root, 'data'),
    )) as ObservedDirectory
    expect(seen.files).toBe(files + 1)
    expect(await store.missing([...seen.manifest().hashes, seen.hash])).toEqual([])
  })
})
