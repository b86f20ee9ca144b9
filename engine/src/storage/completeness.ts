import * as fs from 'node:fs'
import * as path from 'node:path'
import { type AbsolutePath, absolutePath } from '../foundation/base/index.ts'
import { fingerprint } from './fingerprint.ts'
import { explained, objectsOf } from './local-store.ts'
import { manifestHashes } from './manifest-hashes.ts'
import { type ContentHash, isDirectoryHash, type LocalStore } from './object-store.ts'
import { RememberedHashes } from './remembered-hashes.ts'

/**
 * Linux lets bytes that were written wait for half a minute, and looks every five seconds, before they go to the disk: an
 * object that is younger may be empty after a power cut although its directory looks the same, so it is looked at each
 * time. Also coarser than the clock of any file system.
 */
const settledMilliseconds = 40_000

/**
 * Remembers of which directories a store has every file. That is looked up file by file once; as long as none of the
 * store's own directories has changed since, nothing was taken away, and 256 stats tell so.
 */
export class Completeness {
  readonly #store: LocalStore
  readonly #remembered: RememberedHashes<string>
  #signature: string | undefined

  /** `name` tells the stores apart whose memory is kept in the same directory. */
  constructor(store: LocalStore, stateDirectory: AbsolutePath, name = '') {
    this.#store = store
    const file = name === '' ? 'complete.json' : `complete-${fingerprint(name)}.json`
    this.#remembered = new RememberedHashes(absolutePath(stateDirectory, file))
  }

  /** Whether the store has the object, and for a directory all its files. */
  async has(hash: ContentHash): Promise<boolean> {
    if (!(await this.#store.has(hash))) return false
    if (!isDirectoryHash(hash)) return true
    this.#signature ??= signatureOf(this.#store.directory)
    if (this.#signature !== '' && this.#remembered.get(hash) === this.#signature) return true
    const isComplete = await this.#hasAllFiles(hash)
    if (isComplete && this.#signature !== '') this.#remember(hash, this.#signature)
    return isComplete
  }

  /** Keeps what was learnt for the next process. */
  save(): void {
    this.#remembered.save()
  }

  async #hasAllFiles(hash: ContentHash): Promise<boolean> {
    const bytes = await this.#store.read(hash)
    if (bytes === undefined) return false
    const files = manifestHashes(bytes, hash)
    const objects = objectsOf(this.#store)
    for (let i = 0; i < files.length; i++) if (!explained(() => objects.find(files.at(i)))) return false
    return true
  }

  #remember(hash: ContentHash, signature: string): void {
    this.#remembered.keepOnly((old) => old === signature)
    this.#remembered.set(hash, signature)
  }
}

/** Changes whenever a name in the store is added or taken away; empty if that cannot be told yet. */
function signatureOf(directory: string): string {
  let seen = directory
  const settled = Date.now() - settledMilliseconds
  for (const name of fs.existsSync(directory) ? fs.readdirSync(directory).sort() : []) {
    const { mtimeMs, ino } = fs.statSync(path.join(directory, name))
    if (mtimeMs > settled) return ''
    seen += ` ${name} ${mtimeMs} ${ino}`
  }
  return fingerprint(seen)
}
