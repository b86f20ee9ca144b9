import { mapBounded } from '../../foundation/base/index.ts'
import { HashTable } from '../hash-table.ts'
import { type ContentHash, emptyHash } from '../object-store.ts'
import type { StorageCall } from '../progress.ts'
import type { RemoteFile, RemoteFiles } from './remote-files.ts'

interface Place {
  readonly files: RemoteFiles
  readonly folder: string
  keyOf(hash: ContentHash): string
}

/** Below this nothing is gained by asking how much there is. */
const fewHashes = 64
const filesPerPage = 1000
const prefixes = Array.from({ length: 256 }, (_, i) => i.toString(16).padStart(2, '0'))
/** From so many pages on, one listing after the other takes longer than 256 side by side. */
const manyPages = 64

/** Those of the hashes that the remote does not have, in the order asked: found by asking for each, or by listing. */
export async function missingHere(
  place: Place,
  hashes: readonly ContentHash[],
  call: StorageCall | undefined,
): Promise<ContentHash[]> {
  const there = await present(place, hashes, call)
  return hashes.filter((hash) => !there.has(hash))
}

/** An object of no bytes is only believed under the name of no bytes; others are what a broken upload has left. */
export function isThere(file: RemoteFile | undefined, hash: ContentHash): boolean {
  return file !== undefined && (file.bytes > 0 || hash === emptyHash)
}

async function present(
  place: Place,
  hashes: readonly ContentHash[],
  call: StorageCall | undefined,
): Promise<HashTable> {
  const { files } = place
  if (!files.list || hashes.length < fewHashes) return askEach(place, hashes)
  const pages = Math.ceil((await sampled(place, call)) / filesPerPage)
  if (hashes.length < pages) return askEach(place, hashes)
  return listAll(place, pages < manyPages ? [''] : prefixes, call)
}

async function askEach({ files, keyOf }: Place, hashes: readonly ContentHash[]): Promise<HashTable> {
  const there = new HashTable()
  await mapBounded(hashes, files.concurrency, async (hash) => {
    if (isThere(await files.stat(keyOf(hash)), hash)) there.add(hash)
  })
  return there
}

/** How many objects there are, by those of one prefix: hashes are as good as random. */
async function sampled({ files, folder }: Place, call: StorageCall | undefined): Promise<number> {
  let found = 0
  for await (const page of files.list!(`${folder}00/`, call)) found += page.length
  return found * prefixes.length
}

async function listAll(
  { files, folder }: Place,
  below: readonly string[],
  call: StorageCall | undefined,
): Promise<HashTable> {
  const there = new HashTable()
  const note = (file: RemoteFile) => {
    const hash = file.key.slice(folder.length).replace('/', '')
    if (isThere(file, hash)) there.add(hash)
  }
  await mapBounded(below, files.concurrency, async (prefix) => {
    for await (const page of files.list!(`${folder}${prefix}`, call)) page.forEach(note)
  })
  return there
}
