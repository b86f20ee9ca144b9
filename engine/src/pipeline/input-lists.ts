import { type AbsolutePath, absolutePath } from '../foundation/base/index.ts'
import type { FileSystem } from '../foundation/system/index.ts'
import { isDirectoryHash, type ObservedDirectory } from '../storage/index.ts'

const mostBytes = 64 * 1024 * 1024

interface KeptList {
  readonly place: AbsolutePath
  readonly bytes: number
}

/**
 * The lists of files of directories that stages have read, as they were when their runs were recorded. DVC keeps only
 * their hashes; with the list it can be told later which file has changed. Those that were written longest ago go first.
 */
export class InputLists {
  readonly #files: FileSystem
  readonly #directory: AbsolutePath
  readonly #seen = new Map<string, ObservedDirectory>()
  /** The one that was written longest ago first; looked up when the first is added. */
  #kept: KeptList[] | undefined

  constructor(files: FileSystem, stateDirectory: AbsolutePath) {
    this.#files = files
    this.#directory = absolutePath(stateDirectory, 'inputs')
  }

  /** Tells of a directory as it is now, in case that it is recorded. */
  note(seen: ObservedDirectory): void {
    this.#seen.set(seen.hash, seen)
  }

  /** Keeps the lists of those of the directories with these hashes that were told of. */
  keep(hashes: readonly string[]): void {
    for (const hash of hashes.filter(isDirectoryHash)) {
      const seen = this.#seen.get(hash)
      const place = this.#placeOf(hash)
      if (!seen || this.#files.stat(place)) continue
      const list = Buffer.concat([...seen.rendered()])
      if (list.length > mostBytes) continue
      this.#makeRoom(place, list.length)
      this.#files.writeAtomic(place, list)
    }
  }

  /** The list of a directory, as its manifest would hold it. */
  read(hash: string): Uint8Array | undefined {
    return this.#files.readBytes(this.#placeOf(hash))
  }

  /** Room for one more, which is then the newest. */
  #makeRoom(place: AbsolutePath, bytes: number): void {
    this.#kept ??= this.#oldestFirst()
    let sum = this.#kept.reduce((total, list) => total + list.bytes, bytes)
    while (sum > mostBytes) {
      const oldest = this.#kept.shift()
      if (!oldest) break
      this.#files.remove(oldest.place)
      sum -= oldest.bytes
    }
    this.#kept.push({ place, bytes })
  }

  #oldestFirst(): KeptList[] {
    const kept = (this.#files.list(this.#directory) ?? []).flatMap(({ name }) => {
      const place = absolutePath(this.#directory, name)
      const found = this.#files.stat(place)
      return found ? [{ place, ...found }] : []
    })
    return kept.sort((a, b) => a.mtimeMs - b.mtimeMs)
  }

  #placeOf(hash: string): AbsolutePath {
    return absolutePath(this.#directory, hash)
  }
}
