import * as fs from 'node:fs'
import type { FilesToRead } from './files-to-read.ts'
import { explained, objectsOf } from './local-store.ts'
import type { ContentHash, LocalStore } from './object-store.ts'
import { Progress, type StorageCall } from './progress.ts'
import { hashOnly, readFiles } from './read-files.ts'

/** A file that may hold the bytes of an object. */
export interface Candidate {
  readonly hash: ContentHash
  readonly file: string
}

/** Makes objects of the files whose bytes are right. Returns the hashes of those; files that cannot be read count as wrong. */
export async function insertMatching(
  store: LocalStore,
  candidates: readonly Candidate[],
  call?: StorageCall,
): Promise<ContentHash[]> {
  const { there, files } = candidatesThere(candidates)
  const sink = { ...hashOnly, refuse: () => undefined }
  const read = await readFiles(files, sink, new Progress(call, 'hash'))
  const inserted = new Set<ContentHash>()
  const objects = objectsOf(store)
  for (let i = 0; i < there.length; i++) {
    const { hash, file } = there[i]!
    if (read.hashes.at(i) !== hash || inserted.has(hash)) continue
    // The file may have changed since it was hashed, so the copy is looked at again.
    if (explained(() => objects.copyIn(file, hash, (copy) => objects.isRight(copy, hash)))) inserted.add(hash)
  }
  return [...inserted]
}

function candidatesThere(candidates: readonly Candidate[]): { there: Candidate[]; files: FilesToRead } {
  const there: Candidate[] = []
  const bytes: number[] = []
  const mtimes: number[] = []
  for (const candidate of candidates) {
    const stats = fs.statSync(candidate.file, { throwIfNoEntry: false })
    if (!stats?.isFile()) continue
    there.push(candidate)
    bytes.push(stats.size)
    mtimes.push(stats.mtimeMs)
  }
  const paths = there.map(({ file }) => file)
  return { there, files: { paths, bytes: Float64Array.from(bytes), mtimes: Float64Array.from(mtimes) } }
}
