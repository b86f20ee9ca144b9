import { type AbsolutePath, isWithin, joinRepo, type RepoPath } from '../foundation/base/index.ts'
import type { GitRepository, GitTreeEntry } from '../foundation/git/index.ts'
import { CommitIgnore } from './commit-ignore.ts'
import { isShown } from './is-shown.ts'

type Git = Pick<GitRepository, 'readTree' | 'readBlob'>

/**
 * The files of one commit. Reads only the trees on the way to what is asked for, and of those that other commits have too
 * none twice.
 */
export class CommitTree {
  readonly #git: Git
  readonly #root: AbsolutePath
  readonly #top: string
  #entries: Promise<readonly GitTreeEntry[] | undefined> | undefined
  #names: Promise<ReadonlyMap<string, GitTreeEntry>> | undefined

  /** `top` names the tree that is the project's root. */
  constructor(git: Git, root: AbsolutePath, top: string) {
    this.#git = git
    this.#root = root
    this.#top = top
  }

  /** The file, directory or link at a path; undefined if there is none. */
  async entryAt(path: RepoPath): Promise<GitTreeEntry | undefined> {
    if (isWithin('..', path)) return undefined
    this.#names ??= this.#topNames()
    const [first, ...names] = path.split('/')
    let entry = (await this.#names).get(first!)
    for (const name of names) {
      if (entry?.kind !== 'directory') return undefined
      entry = (await this.#git.readTree(entry.id))?.find((one) => one.name === name)
    }
    return entry
  }

  async readBytes(file: RepoPath): Promise<Buffer | undefined> {
    const entry = await this.entryAt(file)
    return entry && (entry.kind === 'file' || entry.kind === 'symlink') ? this.#git.readBlob(entry.id) : undefined
  }

  async isDirectory(place: RepoPath): Promise<boolean> {
    if (place === '') return (await this.#topEntries()) !== undefined
    return (await this.entryAt(place))?.kind === 'directory'
  }

  /** The file at a place, or all files below it that `.dvcignore` does not hide. */
  async filesAt(place: RepoPath): Promise<RepoPath[]> {
    const entry = place === '' ? undefined : await this.entryAt(place)
    if (place !== '' && entry?.kind !== 'directory') return entry ? [place] : []
    const ignore = new CommitIgnore(this.#git, this.#root)
    await this.#learnDownTo(ignore, place)
    const found: RepoPath[] = []
    await this.#collect(ignore, place, await this.#entriesAt(place), found)
    return found
  }

  async #learnDownTo(ignore: CommitIgnore, place: RepoPath): Promise<void> {
    const names = place === '' ? [] : place.split('/')
    for (let depth = 0; depth < names.length; depth++) {
      const directory = names.slice(0, depth).join('/') as RepoPath
      await ignore.learn(directory, await this.#entriesAt(directory))
    }
  }

  async #collect(
    ignore: CommitIgnore,
    directory: RepoPath,
    entries: readonly GitTreeEntry[],
    found: RepoPath[],
  ): Promise<void> {
    await ignore.learn(directory, entries)
    for (const { name, kind, id } of entries) {
      const path = joinRepo(directory, name)
      if (!isShown(ignore, path, kind === 'directory')) continue
      if (kind === 'directory') await this.#collect(ignore, path, (await this.#git.readTree(id)) ?? [], found)
      else found.push(path)
    }
  }

  async #entriesAt(directory: RepoPath): Promise<readonly GitTreeEntry[]> {
    if (directory === '') return (await this.#topEntries()) ?? []
    const entry = await this.entryAt(directory)
    return (entry?.kind === 'directory' ? await this.#git.readTree(entry.id) : undefined) ?? []
  }

  async #topNames(): Promise<ReadonlyMap<string, GitTreeEntry>> {
    const entries = (await this.#topEntries()) ?? []
    return new Map(entries.map((entry) => [entry.name, entry]))
  }

  #topEntries(): Promise<readonly GitTreeEntry[] | undefined> {
    return (this.#entries ??= this.#git.readTree(this.#top))
  }
}
