import { idsIn } from '../attempts/index.ts'
import { type AbsolutePath, absolutePath } from '../foundation/base/index.ts'
import { jsonLine, readJsonLines } from '../foundation/formats/index.ts'
import type { FileSystem } from '../foundation/system/index.ts'
import type { WatchedRun } from './watched-run.ts'

/** Of each name. */
const keptRuns = 10

/** The runs that were watched, a file each, in a folder for each name. */
export class WatchedRuns {
  readonly #files: FileSystem
  readonly #directory: AbsolutePath

  constructor(files: FileSystem, directory: AbsolutePath) {
    this.#files = files
    this.#directory = directory
  }

  /** Writes a run down; the oldest of its name go. */
  keep(run: WatchedRun): void {
    const folder = this.#folderOf(run.name)
    this.#files.writeAtomic(absolutePath(folder, `${run.id}.json`), jsonLine(run))
    for (const id of this.#idsIn(folder).slice(keptRuns)) this.#files.remove(absolutePath(folder, `${id}.json`))
  }

  /** Newest first. */
  of(name: string): WatchedRun[] {
    const folder = this.#folderOf(name)
    return this.#idsIn(folder).flatMap((id) => {
      const text = this.#files.readText(absolutePath(folder, `${id}.json`))
      return text === undefined ? [] : (readJsonLines(text) as WatchedRun[])
    })
  }

  /** Of all names, newest first. */
  all(): WatchedRun[] {
    const runs = this.#names().flatMap((name) => this.of(name))
    return runs.sort((a, b) => (a.id < b.id ? 1 : -1))
  }

  /** The name that was watched last. */
  lastName(): string | undefined {
    const newest = this.#names().map((name) => [this.#idsIn(this.#folderOf(name))[0] ?? '', name] as const)
    return newest.sort(([a], [b]) => (a < b ? 1 : -1))[0]?.[1]
  }

  #names(): string[] {
    return (this.#files.list(this.#directory) ?? []).map(({ name }) => decodeURIComponent(name))
  }

  #idsIn(folder: AbsolutePath): string[] {
    return idsIn(this.#files, folder, '.json')
  }

  #folderOf(name: string): AbsolutePath {
    return absolutePath(this.#directory, encodeURIComponent(name))
  }
}
