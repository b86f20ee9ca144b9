import { type AbsolutePath, absolutePath, Failure, orFailure, type RepoPath } from '../foundation/base/index.ts'
import { readParamsFile, type Value } from '../foundation/formats/index.ts'
import type { FileSystem } from '../foundation/system/index.ts'

/** Where the contents of params files come from. Throws where one cannot be read. */
export interface ParamsSource {
  read(path: RepoPath): Value | undefined
  /** For while nothing is written: each file is read once. */
  heldStill(): ParamsSource
}

/** The params files of a project, of which many stages read the same: parsed again only when its text has changed. */
export class ParamsFiles implements ParamsSource {
  readonly #files: Pick<FileSystem, 'readText'>
  readonly #root: AbsolutePath
  readonly #parsed = new Map<RepoPath, { readonly text: string; readonly value: Value }>()

  constructor(files: Pick<FileSystem, 'readText'>, root: AbsolutePath) {
    this.#files = files
    this.#root = root
  }

  heldStill(): ParamsSource {
    const known = new Map<RepoPath, Value | undefined | Failure>()
    const still: ParamsSource = {
      read: (path) => {
        if (!known.has(path))
          known.set(
            path,
            orFailure(() => this.read(path)),
          )
        const found = known.get(path)
        if (found instanceof Failure) throw found
        return found
      },
      heldStill: () => still,
    }
    return still
  }

  /** What the file holds now; undefined if it is not there. Throws where it cannot be read. */
  read(path: RepoPath): Value | undefined {
    const text = this.#files.readText(absolutePath(this.#root, path))
    if (text === undefined) return undefined
    const known = this.#parsed.get(path)
    if (known?.text === text) return known.value
    const value = readParamsFile(text, path)
    this.#parsed.set(path, { text, value })
    return value
  }
}
