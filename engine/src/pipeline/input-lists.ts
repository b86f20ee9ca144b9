import { type AbsolutePath, absolutePath } from '../foundation/base/index.ts'
import type { FileSystem } from '../foundation/system/index.ts'
import { isDirectoryHash, type ObservedDirectory } from '../storage/index.ts'

const mostBytes = 64 * 1024 * 1024

/**
 * The lists of files of directories that stages have read, as they were when their runs were recorded. DVC keeps only
 * their hashes; with the list it can be told later which file has changed. Those that were written longest ago go first.
 */
export class InputLists {
  readonly #files: FileSystem
  readonly #directory: AbsolutePath
  readonly #seen = new Map<string, ObservedDirectory>()

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
      this.#makeRoom(list.length)
      this.#files.writeAtomic(place, list)
    }
  }

  /** The list of a directory, as its manifest would hold it. */
  read(hash: string): Uint8Array | undefined {
    return this.#files.readBytes(this.#placeOf(hash))
  }

  #makeRoom(bytes: number): void {
    const kept = (this.#files.list(this.#directory) ?? []).flatMap(({ name }) => {
      const place = absolutePath(this.#directory, name)
      const found = this.#files.stat(place)
      return found ? [{ place, ...found }] : []
    })
    let sum = kept.reduce((total, file) => total + file.bytes, bytes)
    for (const { place, bytes: own } of kept.sort((a, b) => a.mtimeMs - b.mtimeMs)) {
      if (sum <= mostBytes) return
      this.#files.remove(place)
      sum -= own
    }
  }

  #placeOf(hash: string): AbsolutePath {
    return absolutePath(this.#directory, hash)
  }
}
