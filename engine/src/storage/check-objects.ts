import * as fs from 'node:fs'
import { systemErrorCode } from '../foundation/base/index.ts'
import { type FilesToRead, totalsOf } from './files-to-read.ts'
import { explained, objectsOf } from './local-store.ts'
import { hashFile } from './md5/hash-file.ts'
import { type ContentHash, emptyHash, type LocalStore } from './object-store.ts'
import { Progress, type StorageCall } from './progress.ts'
import { hashOnly, readFiles } from './read-files.ts'

export interface CheckedObjects {
  readonly checked: number
  readonly bytes: number
  /** Other bytes than the name promises. */
  readonly corrupt: readonly ContentHash[]
  /** The system would not let us read them. */
  readonly unreadable: readonly ContentHash[]
  readonly missing: readonly ContentHash[]
}

/** Reads every one of the objects and compares its bytes with its name, whatever its mode says. Changes nothing. */
export async function checkObjects(
  store: LocalStore,
  hashes: readonly ContentHash[],
  call?: StorageCall,
): Promise<CheckedObjects> {
  const found = explained(() => objectsThere(store, hashes))
  const progress = new Progress(call, 'hash', totalsOf(found.files))
  const read = objectsOf(store).place.legacy
    ? await hashEach(found.files, (file, i) => objectsOf(store).isRight(file, found.hashes[i]!), progress)
    : await hashTogether(found, progress)
  return {
    checked: found.hashes.length,
    bytes: totalsOf(found.files).totalBytes,
    corrupt: found.hashes.filter((_, i) => read[i] === 'corrupt'),
    unreadable: found.hashes.filter((_, i) => read[i] === 'unreadable'),
    missing: found.missing,
  }
}

type State = 'right' | 'corrupt' | 'unreadable'

interface FoundObjects {
  readonly hashes: readonly ContentHash[]
  readonly files: FilesToRead
  readonly missing: readonly ContentHash[]
}

function objectsThere(store: LocalStore, wanted: readonly ContentHash[]): FoundObjects {
  const hashes: ContentHash[] = []
  const missing: ContentHash[] = []
  const bytes: number[] = []
  const mtimes: number[] = []
  for (const hash of wanted) {
    const stats = fs.statSync(store.pathOf(hash), { throwIfNoEntry: false })
    if (!stats?.isFile()) {
      missing.push(hash)
      continue
    }
    hashes.push(hash)
    bytes.push(stats.size)
    mtimes.push(stats.mtimeMs)
  }
  const paths = hashes.map((hash) => store.pathOf(hash))
  return { hashes, missing, files: { paths, bytes: Float64Array.from(bytes), mtimes: Float64Array.from(mtimes) } }
}

/** All at once, which is fast; one by one if the disk fails on one of them, to find out which. */
async function hashTogether({ hashes, files }: FoundObjects, progress: Progress): Promise<State[]> {
  const refused = new Set<number>()
  const sink = { ...hashOnly, refuse: (file: number) => void refused.add(file) }
  const isRight = (hash: ContentHash | undefined, i: number) => hash === hashes[i]!.slice(0, emptyHash.length)
  try {
    const read = await readFiles(files, sink, progress)
    return hashes.map((_, i) => (refused.has(i) ? 'unreadable' : isRight(read.hashes.at(i), i) ? 'right' : 'corrupt'))
  } catch (error) {
    if (systemErrorCode(error) === undefined) throw error
    return hashEach(files, (file, i) => isRight(hashFile(file).hash, i), progress)
  }
}

async function hashEach(
  { paths, bytes }: FilesToRead,
  isRight: (file: string, i: number) => boolean,
  progress: Progress,
): Promise<State[]> {
  const states: State[] = []
  for (let i = 0; i < paths.length; i++) {
    states.push(stateOf(paths.at(i)!, (file) => isRight(file, i)))
    progress.add(1, bytes[i]!)
    await progress.breathe()
  }
  return states
}

function stateOf(file: string, isRight: (file: string) => boolean): State {
  try {
    return isRight(file) ? 'right' : 'corrupt'
  } catch (error) {
    if (systemErrorCode(error) === undefined) throw error
    return 'unreadable'
  }
}
