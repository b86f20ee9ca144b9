import { randomInt } from 'node:crypto'
import { type AbsolutePath, absolutePath } from '../../foundation/base/index.ts'
import { fingerprint } from '../fingerprint.ts'
import type { HashColumn } from '../hash-column.ts'
import { manifestHashes, manifestHashesFrom } from '../manifest-hashes.ts'
import { type ContentHash, isDirectoryHash, type ObjectStore } from '../object-store.ts'
import { RememberedHashes } from '../remembered-hashes.ts'
import { isThere, listObjects, type ObjectsPlace, prefixes } from './objects-there.ts'
import type { RemoteFile } from './remote-files.ts'
import { placeOf } from './remote-store.ts'

const dayMilliseconds = 24 * 3_600_000
/** A remote that has lost a hundred of its objects is noticed by as many in eight of nine cases. */
const sampledPrefixes = 5
const sampledFiles = 16

interface Surroundings {
  /** Has the manifests. */
  readonly cache: ObjectStore
  readonly directory: AbsolutePath
  /** Milliseconds since 1970. */
  readonly now: number
}

/**
 * Remembers of a remote that is reached by URL which directories it was seen to have with every file, so that to send them
 * again is a handful of requests. Believed for a day, if the manifest is still there and so are all files below a few
 * prefixes, others each time: hashes are as good as random, so that is a sample of all files.
 */
export class SentDirectories {
  readonly #store: ObjectStore
  readonly #surroundings: Surroundings
  /** When each was seen to be there, in milliseconds since 1970. */
  readonly #seen: RememberedHashes<number>
  #sample: Promise<Sample> | undefined

  /** `name` tells the remotes apart whose memory is kept in the same directory. */
  constructor(store: ObjectStore, name: string, surroundings: Surroundings) {
    this.#store = store
    this.#surroundings = surroundings
    this.#seen = new RememberedHashes(absolutePath(surroundings.directory, `sent-${fingerprint(name)}.json`))
  }

  /** Whether the remote has a directory with all its files, as far as that is known. */
  async has(hash: ContentHash): Promise<boolean> {
    if (!isDirectoryHash(hash) || !this.#isRecent(this.#seen.get(hash))) return false
    if ((await this.#store.has(hash)) && (await this.#holdsSample(hash))) return true
    this.#seen.keepOnly(() => false)
    return false
  }

  /** Says that all files of a directory were there a moment ago. */
  note(hash: ContentHash): void {
    this.#seen.keepOnly((seen) => this.#isRecent(seen))
    this.#seen.set(hash, this.#surroundings.now)
  }

  /** Keeps what was learnt for the next process. */
  save(): void {
    this.#seen.save()
  }

  #isRecent(seen: number | undefined): boolean {
    return seen !== undefined && seen > this.#surroundings.now - dayMilliseconds
  }

  async #holdsSample(hash: ContentHash): Promise<boolean> {
    const bytes = await this.#surroundings.cache.read(hash)
    if (bytes === undefined) return false
    const place = placeOf(this.#store)
    if (!place.files.list) return (await this.#store.missing(someOf(manifestHashes(bytes, hash)))).length === 0
    const sample = await (this.#sample ??= takeSample(place))
    const files = sample.beginnings.flatMap((beginning) => manifestHashesFrom(bytes, hash, beginning))
    return files.every((file) => sample.hashes.has(file))
  }
}

interface Sample {
  readonly beginnings: readonly string[]
  readonly hashes: ReadonlySet<ContentHash>
}

async function takeSample(place: ObjectsPlace): Promise<Sample> {
  const chosen = new Set<string>()
  while (chosen.size < sampledPrefixes) chosen.add(prefixes[randomInt(prefixes.length)]!)
  const beginnings = [...chosen]
  const hashes = new Set<ContentHash>()
  const note = (file: RemoteFile, hash: ContentHash) => void (isThere(file, hash) && hashes.add(hash))
  await listObjects(place, beginnings, note)
  return { beginnings, hashes }
}

/** Where a server does not list. */
function someOf(files: HashColumn): ContentHash[] {
  const wanted = Math.min(sampledFiles, files.length)
  return Array.from({ length: wanted }, () => files.at(randomInt(files.length)))
}
