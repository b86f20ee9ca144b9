import type { TrackedOutput } from '../data/index.ts'
import { compareCodePoints, isWithin, overlaps, type RepoPath } from '../foundation/base/index.ts'
import type { ProjectView } from '../revisions/index.ts'
import { isDirectoryHash } from '../storage/index.ts'
import type { PlotsContext } from './plots-context.ts'

/** The files of a view and the tracked data of it that the cache has, as one. */
export class PlotFiles {
  readonly #context: Pick<PlotsContext, 'readCached' | 'readDirectory'>
  readonly #view: ProjectView
  #outputs: Promise<readonly TrackedOutput[]> | undefined
  readonly #hashes = new Map<TrackedOutput, Promise<ReadonlyMap<string, string>>>()

  constructor(context: Pick<PlotsContext, 'readCached' | 'readDirectory'>, view: ProjectView) {
    this.#context = context
    this.#view = view
  }

  async read(file: RepoPath): Promise<Uint8Array | undefined> {
    const plain = await this.#view.readBytes(file)
    if (plain) return plain
    const object = await this.#objectOf(file)
    return object?.hash === undefined ? undefined : this.#context.readCached(object.hash, object.isLegacy)
  }

  /** Whether stage files speak of it, be it here or not. */
  async isTracked(file: RepoPath): Promise<boolean> {
    return (await this.#trackedAt()).some(({ path }) => path === file) || (await this.#objectOf(file)) !== undefined
  }

  async exists(place: RepoPath): Promise<boolean> {
    if ((await this.filesIn(place)) !== undefined) return true
    return (await this.isTracked(place)) || (await this.#view.readBytes(place)) !== undefined
  }

  /** All files below a directory but those of DVC itself, sorted; undefined if there is no such directory. */
  async filesIn(directory: RepoPath): Promise<readonly RepoPath[] | undefined> {
    const tracked = await this.#trackedIn(directory)
    const isDirectory = await this.#view.isDirectory(directory)
    if (!isDirectory && !tracked) return undefined
    const plain = isDirectory ? await this.#view.filesAt(directory) : []
    return [...new Set([...plain, ...(tracked ?? [])])].filter((file) => !isOfDvc(file)).sort(compareCodePoints)
  }

  async #objectOf(file: RepoPath): Promise<{ readonly hash: string; readonly isLegacy: boolean } | undefined> {
    const output = (await this.#trackedAt()).find(({ path }) => isWithin(path, file))
    if (!output?.recorded) return undefined
    const { hash, isLegacy = false } = output.recorded
    if (output.path === file) return { hash, isLegacy }
    const inside = (await this.#hashesIn(output)).get(file.slice(output.path.length + 1))
    return inside === undefined ? undefined : { hash: inside, isLegacy }
  }

  async #trackedIn(directory: RepoPath): Promise<RepoPath[] | undefined> {
    const found: RepoPath[] = []
    let isDirectory = false
    for (const output of await this.#trackedAt()) {
      const isTree = output.recorded !== undefined && isDirectoryHash(output.recorded.hash)
      if (!isTree && isWithin(directory, output.path) && output.path !== directory) found.push(output.path)
      if (!isTree || !overlaps(output.path, directory)) continue
      const inside = [...(await this.#hashesIn(output)).keys()].map((name) => `${output.path}/${name}` as RepoPath)
      found.push(...inside.filter((file) => isWithin(directory, file)))
      isDirectory ||= output.path === directory
    }
    return found.length > 0 || isDirectory ? found : undefined
  }

  #trackedAt(): Promise<readonly TrackedOutput[]> {
    return (this.#outputs ??= this.#view
      .stages()
      .then((stages) => stages.flatMap(({ outputs }) => outputs.filter(({ isCached }) => isCached))))
  }

  #hashesIn(output: TrackedOutput): Promise<ReadonlyMap<string, string>> {
    const known = this.#hashes.get(output) ?? this.#readHashes(output)
    this.#hashes.set(output, known)
    return known
  }

  async #readHashes({ recorded }: TrackedOutput): Promise<ReadonlyMap<string, string>> {
    if (recorded?.listing) return new Map(recorded.listing.map(({ relpath, hash }) => [relpath, hash]))
    if (!recorded || !isDirectoryHash(recorded.hash)) return new Map()
    return (await this.#context.readDirectory(recorded.hash, recorded.isLegacy)) ?? new Map()
  }
}

function isOfDvc(file: RepoPath): boolean {
  return /(?:^|\/)(?:dvc\.yaml|\.dvcignore|[^/]*\.dvc)$/.test(file)
}
