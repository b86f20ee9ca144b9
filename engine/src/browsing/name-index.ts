import { parentOf, type RepoPath } from '../foundation/base/index.ts'

/** Something that the stage files speak of: an output, a file inside one, or a directory on the way. */
export interface TrackedEntry {
  readonly name: string
  readonly isDirectory: boolean
  /** It is an output or lies inside one. */
  readonly isOutput: boolean
  readonly hash: string | undefined
  /** Of outputs, as recorded. */
  readonly bytes: number | undefined
}

/** Paths by their directories; the directories on the way to a path are known with it. */
export class NameIndex {
  readonly #directories = new Map<string, Map<string, TrackedEntry>>()
  readonly #isInsideOutput: boolean

  /** Whether directories on the way are part of an output. */
  constructor(isInsideOutput: boolean) {
    this.#isInsideOutput = isInsideOutput
  }

  add(path: string, entry: Omit<TrackedEntry, 'name'>): void {
    this.#put(path, entry)
    const isOutput = this.#isInsideOutput
    for (let above = parentOf(path as RepoPath); above !== ''; above = parentOf(above)) {
      if (this.entryAt(above)) return
      this.#put(above, { isDirectory: true, isOutput, hash: undefined, bytes: undefined })
    }
  }

  #put(path: string, entry: Omit<TrackedEntry, 'name'>): void {
    const directory = parentOf(path as RepoPath)
    const names = this.#directories.get(directory) ?? new Map<string, TrackedEntry>()
    this.#directories.set(directory, names.set(nameOf(path), { ...entry, name: nameOf(path) }))
  }

  entryAt(path: RepoPath): TrackedEntry | undefined {
    return this.#directories.get(parentOf(path))?.get(nameOf(path))
  }

  list(directory: RepoPath): readonly TrackedEntry[] {
    return [...(this.#directories.get(directory)?.values() ?? [])]
  }
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}
