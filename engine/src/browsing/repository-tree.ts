import { type AbsolutePath, compareCodePoints, Failure, joinRepo, type RepoPath } from '../foundation/base/index.ts'
import type { TrackedEntry } from './name-index.ts'
import type { PlainEntry, PlainFiles } from './plain-files.ts'
import type { TrackedFiles } from './tracked-files.ts'

/** A name in a repository, be it Git's, data, or both. */
export interface RepositoryEntry {
  readonly path: RepoPath
  readonly name: string
  readonly isDirectory: boolean
  readonly isExecutable: boolean
  readonly isOutput: boolean
  /** Undefined for data that is not here and of which only the directory's size is recorded. */
  readonly bytes: number | undefined
  readonly hash: string | undefined
  /** It lies in the work tree or in Git; otherwise only its bytes in a store are left. */
  readonly isPlain: boolean
}

/** Git's files and the tracked data of one state of a repository, as one tree. */
export class RepositoryTree {
  readonly #plain: PlainFiles
  readonly #tracked: TrackedFiles

  constructor(plain: PlainFiles, tracked: TrackedFiles) {
    this.#plain = plain
    this.#tracked = tracked
  }

  async entryAt(path: RepoPath): Promise<RepositoryEntry | undefined> {
    return merged(path, await this.#plain.entryAt(path), await this.#tracked.entryAt(path))
  }

  /** The names in a directory, sorted; with `isDataOnly` without those that no stage file speaks of. */
  async list(directory: RepoPath, { isDataOnly = false } = {}): Promise<RepositoryEntry[]> {
    const plain = new Map((await this.#plain.list(directory)).map((entry) => [entry.name, entry]))
    const tracked = new Map((await this.#tracked.list(directory)).map((entry) => [entry.name, entry]))
    const names = isDataOnly ? [...tracked.keys()] : [...new Set([...plain.keys(), ...tracked.keys()])]
    return names
      .sort(compareCodePoints)
      .map((name) => merged(joinRepo(directory, name), isDataOnly ? undefined : plain.get(name), tracked.get(name))!)
  }

  /** Writes a file's bytes to a new place: from the work tree or Git, else from where its data is kept. */
  async copyTo({ path, isPlain, hash }: RepositoryEntry, to: AbsolutePath): Promise<void> {
    if (isPlain) return this.#plain.copyTo(path, to)
    const owner = this.#tracked.ownerOf(path)
    const store = owner && hash !== undefined ? await this.#tracked.storeOf(owner, hash) : undefined
    if (store) return store.copyTo(hash!, to)
    throw new Failure('missing-data', `[Errno 2] No storage files available: '${path}'`, {
      hint: 'Neither the cache nor the remote of that repository has it; push it there first.',
    })
  }
}

function merged(
  path: RepoPath,
  plain: PlainEntry | undefined,
  tracked: TrackedEntry | undefined,
): RepositoryEntry | undefined {
  const known = plain && tracked && plain.isDirectory !== tracked.isDirectory ? undefined : tracked
  const name = plain?.name ?? known?.name
  if (name === undefined) return undefined
  return {
    path,
    name,
    isDirectory: (plain ?? known)!.isDirectory,
    isExecutable: plain?.isExecutable ?? false,
    isOutput: known?.isOutput ?? false,
    bytes: plain ? plain.bytes : known?.bytes,
    hash: known?.hash,
    isPlain: plain !== undefined,
  }
}
