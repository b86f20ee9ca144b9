import { type AbsolutePath, absolutePath, type RepoPath } from '../foundation/base/index.ts'
import type { FileSystem } from '../foundation/system/index.ts'

/**
 * The outputs that we have put into this work tree, with the hash each had: what checkout may take away again when the
 * project does not have them any more. Nothing that is not in this record is ever removed.
 */
export class PlacedRecord {
  readonly #files: FileSystem
  readonly #file: AbsolutePath
  #hashes: Map<string, string> | undefined
  #isChanged = false

  constructor(files: FileSystem, stateDirectory: AbsolutePath) {
    this.#files = files
    this.#file = absolutePath(stateDirectory, 'placed.json')
  }

  get hashes(): ReadonlyMap<string, string> {
    this.#hashes ??= this.#read()
    return this.#hashes
  }

  note(path: RepoPath, hash: string): void {
    if (this.hashes.get(path) === hash) return
    this.#hashes!.set(path, hash)
    this.#isChanged = true
  }

  forget(path: RepoPath): void {
    if (!this.hashes.has(path)) return
    this.#hashes!.delete(path)
    this.#isChanged = true
  }

  save(): void {
    if (!this.#isChanged) return
    this.#files.writeAtomic(this.#file, `${JSON.stringify(Object.fromEntries(this.hashes), undefined, 1)}\n`)
    this.#isChanged = false
  }

  #read(): Map<string, string> {
    try {
      const parsed: unknown = JSON.parse(this.#files.readText(this.#file) ?? '{}')
      return new Map(Object.entries(parsed as Record<string, string>))
    } catch {
      return new Map()
    }
  }
}
