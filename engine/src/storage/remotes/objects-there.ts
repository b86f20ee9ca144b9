import { Failure, mapBounded } from '../../foundation/base/index.ts'
import { HashTable } from '../hash-table.ts'
import { type ContentHash, emptyHash } from '../object-store.ts'
import type { StorageCall } from '../progress.ts'
import type { RemoteFile, RemoteFiles } from './remote-files.ts'

/** Where a remote keeps objects: below a folder, `''` for those of DVC before 3.0, which lie beside everything else. */
export interface ObjectsPlace {
  readonly files: RemoteFiles
  readonly folder: string
}

interface AskedPlace extends ObjectsPlace {
  keyOf(hash: ContentHash): string
}

/** Below this nothing is gained by asking how much there is. */
const fewHashes = 64
const filesPerPage = 1000
export const prefixes: readonly string[] = Array.from({ length: 256 }, (_, i) => i.toString(16).padStart(2, '0'))
/** From so many pages on, one listing after the other takes longer than 256 side by side. */
const manyPages = 64

/** Those of the hashes that the remote does not have, in the order asked: found by asking for each, or by listing. */
export async function missingHere(
  place: AskedPlace,
  hashes: readonly ContentHash[],
  call: StorageCall | undefined,
): Promise<ContentHash[]> {
  const there = new HashTable()
  await present(place, hashes, (_, hash) => there.add(hash), call)
  return hashes.filter((hash) => !there.has(hash))
}

/** How many bytes each has, in the order asked; undefined for one that is not there. */
export async function sizesHere(
  place: AskedPlace,
  hashes: readonly ContentHash[],
  call: StorageCall | undefined,
): Promise<readonly (number | undefined)[]> {
  const places = new HashTable(hashes.length)
  for (let i = 0; i < hashes.length; i++) places.set(hashes[i]!, i)
  const sizes: (number | undefined)[] = Array.from({ length: hashes.length })
  const note = ({ bytes }: RemoteFile, hash: ContentHash) => {
    const at = places.get(hash)
    if (at !== undefined) sizes[at] = bytes
  }
  await present(place, hashes, note, call)
  return hashes.map((hash) => sizes[places.get(hash)!])
}

/** An object of no bytes is only believed under the name of no bytes; others are what a broken upload has left. */
export function isThere(file: RemoteFile | undefined, hash: ContentHash): boolean {
  return file !== undefined && (file.bytes > 0 || hash === emptyHash)
}

/** Every object there is. */
export async function listedObjects(place: ObjectsPlace, call?: StorageCall): Promise<ContentHash[]> {
  const hashes: ContentHash[] = []
  const below = place.folder === '' ? prefixes : ['']
  await listObjects(place, below, (_, hash) => hashes.push(hash), call)
  return hashes
}

/** Hands over what is there, of these hashes or of all. */
async function present(
  place: AskedPlace,
  hashes: readonly ContentHash[],
  take: (file: RemoteFile, hash: ContentHash) => void,
  call: StorageCall | undefined,
): Promise<void> {
  if (!place.files.list || hashes.length < fewHashes) return askEach(place, hashes, take)
  const pages = Math.ceil((await sampled(place, call)) / filesPerPage)
  if (hashes.length < pages) return askEach(place, hashes, take)
  const note = (file: RemoteFile, hash: ContentHash) => void (isThere(file, hash) && take(file, hash))
  await listObjects(place, pages < manyPages && place.folder !== '' ? [''] : prefixes, note, call)
}

async function askEach(
  { files, keyOf }: AskedPlace,
  hashes: readonly ContentHash[],
  take: (file: RemoteFile, hash: ContentHash) => void,
): Promise<void> {
  await mapBounded(hashes, files.concurrency, async (hash) => {
    const file = await files.stat(keyOf(hash))
    if (file && isThere(file, hash)) take(file, hash)
  })
}

/** How many objects there are, by those of one prefix: hashes are as good as random. */
async function sampled({ files, folder }: ObjectsPlace, call: StorageCall | undefined): Promise<number> {
  let found = 0
  for await (const page of files.list!(`${folder}00/`, call)) found += page.length
  return found * prefixes.length
}

/** Hands over each object below the prefixes; what lies there and has no such name is passed over. */
export async function listObjects(
  { files, folder }: ObjectsPlace,
  below: readonly string[],
  take: (file: RemoteFile, hash: ContentHash) => void,
  call?: StorageCall,
): Promise<void> {
  const list = files.list?.bind(files)
  if (!list) throw cannotList(files.name)
  await mapBounded(below, files.concurrency, async (prefix) => {
    for await (const page of list(prefix === '' ? folder : `${folder}${prefix}/`, call))
      for (const file of page) {
        const hash = hashIn(file.key.slice(folder.length))
        if (hash !== undefined) take(file, hash)
      }
  })
}

function hashIn(path: string): ContentHash | undefined {
  const isObject = path[2] === '/' && !path.includes('/', 3) && path.length > 3
  return isObject ? path.slice(0, 2) + path.slice(3) : undefined
}

/** The failure of what needs to know everything that a remote has. */
export function cannotList(name: string): Failure {
  return new Failure('unsupported', `${name}: a server of this kind does not tell what it has.`, {
    hint: 'Without that gc --cloud cannot work there.',
  })
}
