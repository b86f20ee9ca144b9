import { type AbsolutePath, absolutePath, Failure, pathInside, type RepoPath } from '../base/index.ts'
import type { IgnoreTree } from '../ignore/index.ts'
import type { Environment, FileSystem, Processes } from '../system/index.ts'
import { splitSteps, walkSteps } from './ancestor.ts'
import { type CommitParents, commitsBetween } from './ancestry.ts'
import { type GitCommit, parseCommit } from './commit.ts'
import { diffFilesWords, type GitFileDiff, parseDiffFiles } from './diff-files.ts'
import { gitIgnoreTree } from './git-ignore.ts'
import { type DatedCommit, describeCommits, listHistory, parentsOf } from './history.ts'
import { type CommitSelection, listCommits } from './list-commits.ts'
import { type AnnotatedTag, type GitRef, linesOf, listAnnotatedTags, listRefs } from './list-refs.ts'
import { makeCommit, type NewCommit } from './make-commit.ts'
import { ObjectReader } from './objects/object-reader.ts'
import { GitPush } from './push.ts'
import { changeRefs, type RefChange, type RefChangeOptions } from './ref-change.ts'
import { type KnownRefs, readRefId, readRefsBelow } from './ref-files.ts'
import { findGit, type GitPlaces, type Head, readHead, readRef } from './refs.ts'
import { RemoteExchange } from './remote-exchange.ts'
import { listRemoteRefs } from './remote-refs.ts'
import { ScratchIndex } from './scratch-index.ts'
import { GitSetup } from './setup.ts'
import { type GitChanges, parseStatus } from './status.ts'
import { type GitTreeEntry, parseTree } from './tree.ts'

export interface GitMachine {
  readonly files: FileSystem
  readonly processes: Processes
  readonly environment: Environment
}

/** A file that a tree has otherwise than another one. */
export interface ChangedFile {
  readonly path: string
  /** The other one has no such file. */
  readonly isNew: boolean
}

/** Finds a commit by a name that is none of Git's. */
export type FindNamed = (name: string) => string | undefined

/** A Git work tree, through the installed git and, for trivial questions, its files. */
export class GitRepository {
  readonly places: GitPlaces
  readonly #machine: GitMachine
  readonly #objects: ObjectReader
  readonly #trees = new Map<string, readonly GitTreeEntry[]>()
  #ignore: IgnoreTree | undefined
  #findNamed: FindNamed = () => undefined

  constructor(machine: GitMachine, places: GitPlaces) {
    this.#machine = machine
    this.places = places
    this.#objects = new ObjectReader(places)
  }

  get root(): AbsolutePath {
    return this.places.root
  }

  get push(): GitPush {
    return new GitPush(this.#machine, this.root)
  }

  /** Refs of other repositories, sent and got. */
  get exchange(): RemoteExchange {
    return new RemoteExchange(this.#machine, this.root)
  }

  /** The clone's configuration, hooks and attributes. */
  get setup(): GitSetup {
    return new GitSetup(this.#machine.processes, this.root)
  }

  head(): Head {
    return readHead(this.#machine.files, this.places)
  }

  /** What Git ignores. Read anew after `forgetIgnoreRules`. */
  get ignore(): IgnoreTree {
    this.#ignore ??= gitIgnoreTree(this.#machine.files, this.places, this.#machine.environment)
    return this.#ignore
  }

  /** Whether a rebase waits to go on, so that what is checked out is not where anybody wants to be. */
  get isRebasing(): boolean {
    const places = ['rebase-merge', 'rebase-apply'].map((name) => absolutePath(this.places.gitDirectory, name))
    return places.some((place) => this.#machine.files.stat(place)?.kind === 'directory')
  }

  forgetIgnoreRules(): void {
    this.#ignore = undefined
  }

  /** What else names commits beside Git's own revisions; asked when Git knows no such revision. */
  alsoNames(find: FindNamed): void {
    this.#findNamed = find
  }

  /** The commit that a revision names, or undefined if it names none. */
  resolve(revision: string): string | undefined {
    return this.resolveOwn(revision) ?? this.#findNamed(revision)
  }

  /** The same, only of what Git itself knows. */
  resolveOwn(revision: string): string | undefined {
    if (revision === 'HEAD') return this.head().commit
    const near = this.#start(revision) ?? this.#ancestor(revision)
    if (near) return near
    const result = this.#git(['rev-parse', '--quiet', '--verify', '--end-of-options', `${revision}^{commit}`])
    return result.code === 0 ? result.stdout.trim() : undefined
  }

  /** What `HEAD~1` and the like mean, if that can be told without starting Git. */
  #ancestor(revision: string): string | undefined {
    const parts = splitSteps(revision)
    const start = parts && this.#start(parts.start)
    return start && walkSteps(start, parts.steps, (commit) => this.#parentsNow(commit))
  }

  #start(name: string): string | undefined {
    if (name === 'HEAD') return this.head().commit
    return /^[\w/-]+$/.test(name) ? readRef(this.#machine.files, this.places, `refs/heads/${name}`) : undefined
  }

  #parentsNow(commit: string): readonly string[] | undefined {
    const object = this.#objects.readNow(commit)
    return object?.type === 'commit' ? parentsOf(object.bytes) : undefined
  }

  /** The content of a file in a commit; undefined if it is not there or no file. */
  async readFile(commit: string, file: string): Promise<Buffer | undefined> {
    const object = await this.#objects.read(`${commit}:${file}`)
    return object?.type === 'blob' ? object.bytes : undefined
  }

  /** The content of a blob by its id. */
  async readBlob(id: string): Promise<Buffer | undefined> {
    const object = await this.#objects.read(id)
    return object?.type === 'blob' ? object.bytes : undefined
  }

  /** What a directory holds, by the id of its tree or as `commit:path`; undefined if there is no such directory. */
  async readTree(name: string): Promise<readonly GitTreeEntry[] | undefined> {
    const known = this.#trees.get(name)
    if (known) return known
    const object = await this.#objects.read(name)
    if (object?.type !== 'tree') return undefined
    const entries = parseTree(object.bytes, object.id.length / 2)
    this.#trees.set(object.id, entries)
    return entries
  }

  /** The commits that are selected, with the names they were selected by. */
  commits(selection: CommitSelection): ReadonlyMap<string, readonly string[]> {
    return listCommits((words) => this.#mustGit(words), selection, this.head().commit !== undefined)
  }

  /** What a commit says of itself; undefined if there is no such commit. */
  async readCommit(commit: string): Promise<GitCommit | undefined> {
    const object = await this.#objects.read(commit)
    return object?.type === 'commit' ? parseCommit(object.bytes) : undefined
  }

  /** The parents of a commit, the first one in front; none if there is no such commit. */
  async parents(commit: string): Promise<readonly string[]> {
    const object = await this.#objects.read(commit)
    return object?.type === 'commit' ? parentsOf(object.bytes) : []
  }

  /** The commits that lead to `after` and not to `before`, each behind its parents. */
  commitsBetween(before: string, after: string): CommitParents[] {
    return commitsBetween((words) => this.#mustGit(words), before, after)
  }

  /** The best commit that both come from; undefined if they have none in common. */
  mergeBase(one: string, other: string): string | undefined {
    const { code, stdout } = this.#git(['merge-base', one, other])
    return code === 0 ? stdout.trim() : undefined
  }

  /** The refs below a prefix such as `refs/tags` with the commits they lead to; those to other objects are left out. */
  refs(prefix: string): GitRef[] {
    return listRefs((words) => this.#mustGit(words), [prefix])
  }

  /**
   * The refs below a prefix with the ids of what they name, read from Git's files without looking at an object. `known` spares
   * reading directories that have not been touched since; refs that lead to other refs must not lie in them.
   */
  refsBelow(prefix: string, known?: KnownRefs): ReadonlyMap<string, string> {
    const run = (words: readonly string[]) => this.#mustGit(words)
    return readRefsBelow({ files: this.#machine.files, places: this.places, run, known }, prefix)
  }

  /** The URL of a remote, or of the one that the branch goes to; undefined if there is none. */
  remoteUrl(remote?: string): string | undefined {
    const { code, stdout } = this.#git(['ls-remote', '--get-url', ...(remote === undefined ? [] : ['--', remote])])
    const url = stdout.trim()
    return code === 0 && url !== '' && url !== (remote ?? 'origin') ? url : undefined
  }

  /** The refs below prefixes of another repository, by a remote's name or a URL. */
  remoteRefs(remote: string, ...prefixes: readonly string[]): ReadonlyMap<string, string> {
    return listRemoteRefs(this.#machine, this.root, remote, prefixes)
  }

  /** The id that a full ref name leads to; undefined if there is no such ref. */
  refId(ref: string): string | undefined {
    return readRefId(this.#machine.files, this.places, ref, (words) => this.#mustGit(words))
  }

  /** Changes refs, all or none, if each is still what it was; says whether it did. */
  changeRefs(changes: readonly RefChange[], options: RefChangeOptions): boolean {
    return changeRefs(this.#machine.processes, this.root, changes, options)
  }

  /** Makes a commit that no ref leads to yet, without hooks and unsigned. Returns its id. */
  makeCommit(commit: NewCommit): string {
    return makeCommit(this.#machine.processes, this.root, commit)
  }

  /** Keeps bytes as a blob that no ref leads to yet. Returns its id. */
  writeBlob(bytes: string): string {
    return this.#mustGit(['hash-object', '-w', '--stdin'], bytes).trim()
  }

  /** Those of the commits, all of which exist, that none of the refs lead to; `refs` in the words of `git rev-list`. */
  unreached(commits: readonly string[], refs: readonly string[]): string[] {
    if (commits.length === 0) return []
    const found = new Set(linesOf(this.#mustGit(['rev-list', '--stdin', '--not', ...refs], commits.join('\n'))))
    return commits.filter((commit) => found.has(commit))
  }

  /** Whether a branch may be called so. */
  isBranchName(name: string): boolean {
    const isSpecial = name.startsWith('-') || ['@', 'HEAD'].includes(name)
    return !isSpecial && this.#git(['check-ref-format', `refs/heads/${name}`]).code === 0
  }

  /** The files that a tree has and another one has not, or not so; paths from the root of the work tree. */
  changedFiles(before: string, after: string): ChangedFile[] {
    const words = ['diff-tree', '-r', '-z', '--name-status', '--no-renames', '--diff-filter=d', before, after]
    const fields = splitNul(this.#mustGit(words))
    return fields.flatMap((path, index) => (index % 2 === 1 ? [{ path, isNew: fields[index - 1] === 'A' }] : []))
  }

  /** The id of a commit's tree. */
  treeOf(commit: string): string {
    return this.#mustGit(['rev-parse', '--verify', '--end-of-options', `${commit}^{tree}`]).trim()
  }

  /** An index beside that of the work tree, which begins as that one. Must be closed. */
  scratchIndex(): ScratchIndex {
    return new ScratchIndex(this.#machine, this.places)
  }

  /** The annotated tags that lead to commits. */
  annotatedTags(): AnnotatedTag[] {
    return listAnnotatedTags((words) => this.#mustGit(words))
  }

  /** All commits that HEAD, branches (also remote ones), tags and the refs below `more` lead to, newest first. */
  history(more: readonly string[] = []): DatedCommit[] {
    return listHistory((words) => this.#mustGit(words), more, this.head().commit !== undefined)
  }

  /** How commits are called from the refs that lead to them (`main~3`, `tags/v1`), in the order given. */
  describe(commits: readonly string[]): string[] {
    return describeCommits((words) => this.#mustGit(words), commits)
  }

  /** All files in a commit below a directory, as paths from the root of the work tree. */
  listFiles(commit: string, directory = ''): string[] {
    const place = directory === '' ? [] : ['--', `${directory}/`]
    return splitNul(this.#mustGit(['ls-tree', '-r', '-z', '--name-only', '--full-tree', commit, ...place]))
  }

  /** Those of the paths (files or directories) that Git itself tracks something of. */
  tracked(paths: readonly AbsolutePath[]): Set<string> {
    if (paths.length === 0) return new Set()
    const listed = splitNul(this.#mustGit(['ls-files', '-z', '--full-name', '--', ...paths.map(literal)]))
    const tracked = new Set<string>()
    for (const path of paths) {
      const inside = pathInside(this.root, path)
      if (inside !== undefined && listed.some((file) => file === inside || file.startsWith(`${inside}/`)))
        tracked.add(path)
    }
    return tracked
  }

  /** Puts the files' present state into the index; files that have gone are taken out of it. */
  stage(paths: readonly AbsolutePath[]): void {
    if (paths.length > 0) this.#mustGit(['add', '--all', '--force', '--', ...paths.map(literal)])
  }

  /** Whether Git sees no change in the work tree, apart from untracked files. */
  isClean(): boolean {
    return this.#mustGit(['status', '--porcelain', '--untracked-files=no']).trim() === ''
  }

  /** Whether anything differs from the last commit, and the files that Git does not know, if they are asked for. */
  changes({ withUntracked }: { readonly withUntracked: boolean }): GitChanges {
    const untracked = withUntracked ? 'all' : 'no'
    return parseStatus(
      this.#mustGit(['--no-optional-locks', 'status', '--porcelain', '-z', `--untracked-files=${untracked}`]),
    )
  }

  /** How the files below a directory differ between two commits, or between a commit and what Git tracks of the work tree. */
  diffFiles(before: string, after: string | undefined, directory: AbsolutePath): GitFileDiff[] {
    const trees = after === undefined ? [before] : [before, after]
    return parseDiffFiles(this.#mustGit([...diffFilesWords, ...trees, '--', literal(directory)]))
  }

  isInsideWorkTree(path: AbsolutePath): RepoPath | undefined {
    return pathInside(this.root, path)
  }

  /** Ends the child that reads objects. */
  close(): void {
    this.#objects.close()
  }

  #mustGit(words: readonly string[], input?: string): string {
    const result = this.#git(words, input)
    if (result.code === 0) return result.stdout
    throw new Failure('git', `git ${words[0]} failed: ${result.stderr.trim() || `exit code ${result.code}`}`)
  }

  #git(words: readonly string[], input?: string) {
    const stdin = input === undefined ? {} : { input }
    return this.#machine.processes.run({ command: 'git', arguments: words, directory: this.root, ...stdin })
  }
}

/** The repository that `start` lies in, or undefined. */
export function openGit(machine: GitMachine, start: AbsolutePath): GitRepository | undefined {
  const places = findGit(machine.files, start)
  return places && new GitRepository(machine, places)
}

function splitNul(text: string): string[] {
  return text.split('\0').filter((part) => part !== '')
}

/** A path that Git must not read as a pattern. */
function literal(path: string): string {
  return `:(literal)${path}`
}
