import type { TrackedOutput, TrackedStage } from '../data/index.ts'
import { parentOf, type RepoPath } from '../foundation/base/index.ts'
import {
  type ContentHash,
  type DirectoryManifest,
  isDirectoryHash,
  type ObjectStore,
  readManifest,
} from '../storage/index.ts'
import { NameIndex, type TrackedEntry } from './name-index.ts'

/** Where the objects of outputs may be. */
export interface DataPlaces {
  /** The nearest place first. */
  storesOf(output: TrackedOutput): readonly ObjectStore[]
  /** Gets what is in none of them from where it was imported, and tells where it is then. */
  obtain(output: TrackedOutput): Promise<ObjectStore | undefined>
}

/** The data of one state of a project as a tree of names, whether it is there or not. */
export class TrackedFiles {
  readonly #outputs = new Map<RepoPath, TrackedOutput>()
  readonly #names = new NameIndex(false)
  readonly #places: DataPlaces
  readonly #inside = new Map<TrackedOutput, Promise<NameIndex>>()

  constructor(stages: readonly TrackedStage[], places: DataPlaces) {
    this.#places = places
    for (const output of stages.flatMap(({ outputs }) => outputs)) {
      if (!output.isCached || /^(\/|\.\.(\/|$))/.test(output.path)) continue
      this.#outputs.set(output.path, output)
      const { hash, bytes } = output.recorded ?? {}
      this.#names.add(output.path, { isDirectory: hash?.endsWith('.dir') === true, isOutput: true, hash, bytes })
    }
  }

  async entryAt(path: RepoPath): Promise<TrackedEntry | undefined> {
    const owner = this.ownerOf(path)
    if (!owner || owner.path === path) return this.#names.entryAt(path)
    return (await this.#namesIn(owner)).entryAt(path.slice(owner.path.length + 1) as RepoPath)
  }

  /** The names in a directory, each once. */
  async list(directory: RepoPath): Promise<readonly TrackedEntry[]> {
    const owner = this.ownerOf(directory)
    if (!owner) return this.#names.list(directory)
    return (await this.#namesIn(owner)).list(directory.slice(owner.path.length + 1) as RepoPath)
  }

  /** The output that a path is or lies in. */
  ownerOf(path: RepoPath): TrackedOutput | undefined {
    for (let place = path; place !== ''; place = parentOf(place)) {
      const output = this.#outputs.get(place)
      if (output) return output
    }
    return undefined
  }

  /** The store that has an object of an output. */
  async storeOf(output: TrackedOutput, hash: ContentHash): Promise<ObjectStore | undefined> {
    for (const store of this.#places.storesOf(output)) if (await store.has(hash)) return store
    const obtained = await this.#places.obtain(output)
    return obtained && (await obtained.has(hash)) ? obtained : undefined
  }

  #namesIn(output: TrackedOutput): Promise<NameIndex> {
    const known = this.#inside.get(output) ?? this.#readNames(output)
    this.#inside.set(output, known)
    return known
  }

  async #readNames(output: TrackedOutput): Promise<NameIndex> {
    const names = new NameIndex(true)
    const { relpaths, hashes } = await this.#manifestOf(output)
    for (const [index, relpath] of relpaths.entries())
      names.add(relpath, { isDirectory: false, isOutput: true, hash: hashes[index], bytes: undefined })
    return names
  }

  async #manifestOf(output: TrackedOutput): Promise<DirectoryManifest> {
    const hash = output.recorded?.hash
    const store = hash !== undefined && isDirectoryHash(hash) ? await this.storeOf(output, hash) : undefined
    const bytes = await store?.read(hash!)
    return bytes ? readManifest(bytes, hash!) : { relpaths: [], hashes: [] }
  }
}
