import { Attempts } from '../attempts/index.ts'
import type { BisectionContext } from '../bisection/index.ts'
import {
  type DvcFile,
  dvcIgnoreTree,
  type ImportContext,
  PlacedRecord,
  type RecordedContent,
  type Remote,
  repairOwnGitIgnore,
  type SourceRepository,
  type SourceRequest,
  shownAddress,
  type TrackedStage,
} from '../data/index.ts'
import { dvcTasks, type ExperimentsContext, type TaskSource } from '../experiments/index.ts'
import {
  type AbsolutePath,
  absolutePath,
  type Failure,
  pathInside,
  type RepoPath,
  shownPath,
  withoutPassword,
} from '../foundation/base/index.ts'
import { type Config, type ConfigContext, loadConfig, type Overlay } from '../foundation/config/index.ts'
import { type DetachedTreeRequest, type GitRepository, makeDetachedTree, openGit } from '../foundation/git/index.ts'
import type { IgnoreTree } from '../foundation/ignore/index.ts'
import { readLog, SeenFiles } from '../foundation/system/index.ts'
import type { CancelContext, RunnerContext } from '../jobs/index.ts'
import { type PathLocks, type ProjectLock, RunClaims, Turns } from '../locks/index.ts'
import { type ObservationContext, seenReads, type WatchedRun, WatchedRuns } from '../observation/index.ts'
import {
  buildGraph,
  type Definition,
  InputLists,
  type LockEntry,
  ParamsFiles,
  planStages,
  type ReadableStages,
  recordLockedVersions,
  SteadyAnswers,
  UrlStates,
} from '../pipeline/index.ts'
import type { PlotsContext } from '../plots/index.ts'
import { CommitSources, openCommit, openView, type RevisionContext } from '../revisions/index.ts'
import {
  Completeness,
  type HashMemo,
  hashesByPath,
  type Links,
  type LocalStore,
  legacyAreaOf,
  localRunRecords,
  localStore,
  NearestObjects,
  openLinks,
  type RemoteFiles,
  type RunRecords,
  readManifest,
  statIndex,
} from '../storage/index.ts'
import type { UpkeepContext } from '../upkeep/index.ts'
import { requireProjectRoot, requireRepositoryRoot } from './find-root.ts'
import { openSource, sourceCommit } from './import-source.ts'
import { attemptsContext, jobsContext, type Machine, machineFor, runClaimsContext } from './machine.ts'
import { nameExperiments } from './name-experiments.ts'
import { type LockOptions, openLocks } from './open-locks.ts'
import { reachUrl } from './reach-url.ts'
import { noRemoteFailure, openRemote, remoteDirectory } from './remotes.ts'
import { StageIndex } from './stage-index.ts'
import { keptState, stateDirectory } from './state-directory.ts'

export interface ProjectOptions extends LockOptions {
  /** Where the person stands; the project is looked for from here upwards. */
  readonly workingDirectory: string
  /** A Git repository without a project will do, for what only reads files and revisions. */
  readonly orRepository?: boolean
  /** It belongs to others, who may be about to remove it: opening it writes nothing. */
  readonly isOthers?: boolean
  /** Settings to lay over those of the project. */
  readonly overlay?: Overlay
  readonly machine?: Partial<Machine>
  /** Ends whatever the project waits for, when it is aborted. */
  readonly stop?: AbortSignal
  /** Of the program that opens it. */
  readonly version?: string
  /** Hears what is asked of remotes. */
  readonly tell?: (line: string) => void
}

/** Opens the project that the working directory lies in. Must be closed. */
export async function openProject(options: ProjectOptions): Promise<Project> {
  return new Project(options, machineFor(options))
}

/** One repository, open for work: what every verb of the engine may use of it. */
export class Project
  implements
    ObservationContext,
    ImportContext,
    RevisionContext,
    ExperimentsContext,
    BisectionContext,
    PlotsContext,
    UpkeepContext
{
  readonly root: AbsolutePath
  readonly workingDirectory: AbsolutePath
  readonly config: Config
  readonly git: GitRepository | undefined
  readonly commitSources: CommitSources | undefined
  readonly dvcIgnore: IgnoreTree
  readonly cacheDirectory: AbsolutePath
  readonly cache: LocalStore
  readonly links: Links
  readonly hashes: HashMemo
  readonly complete: Completeness
  readonly lock: ProjectLock
  readonly pathLocks: PathLocks
  readonly experimentLocks: PathLocks
  readonly placed: PlacedRecord
  readonly turns: Turns
  readonly runClaims: RunClaims
  readonly attempts: Attempts
  readonly jobs: RunnerContext & CancelContext
  readonly treesDirectory: AbsolutePath
  readonly watched: WatchedRuns
  readonly inputLists: InputLists
  readonly params: ParamsFiles
  readonly urls: UrlStates
  readonly steady: SteadyAnswers
  readonly sharedState: AbsolutePath
  readonly taskSources: readonly TaskSource[]
  readonly #machine: Machine
  readonly #index: StageIndex
  readonly #nearest: NearestObjects
  #watchedRuns: readonly WatchedRun[] | undefined

  constructor(options: ProjectOptions, unseen: Machine) {
    const [begin, seen] = [unseen.clock.now(), new SeenFiles()]
    const machine = { ...unseen, files: seen.of(unseen.files) }
    this.#machine = machine
    this.workingDirectory = machine.files.realPath(absolutePath(options.workingDirectory))
    this.root = options.orRepository
      ? requireRepositoryRoot(machine, this.workingDirectory)
      : requireProjectRoot(machine.files, this.workingDirectory)
    this.config = loadConfig(this.configContext, options.overlay)
    this.git = this.config.flag('core', 'no_scm') ? undefined : openGit(machine, this.root)
    nameExperiments(this.git)
    this.commitSources = this.git && new CommitSources(this.git)
    const isOwn = !options.isOthers && machine.files.stat(absolutePath(this.root, '.dvc')) !== undefined
    if (isOwn) repairOwnGitIgnore(this, this.root)
    this.dvcIgnore = dvcIgnoreTree(machine.files, this.root)
    this.cacheDirectory = this.config.cacheDirectory()
    this.cache = localStore(this.cacheDirectory, { shared: this.config.isShared() })
    this.links = openLinks(this.cache, this.config.cacheTypes(), { scratch: absolutePath(this.root, '.dvc/tmp') })
    const state = stateDirectory(this.root, this.git)
    this.hashes = statIndex(absolutePath(state, 'index'))
    this.complete = new Completeness(this.cache, state)
    this.placed = new PlacedRecord(machine.files, state)
    this.inputLists = new InputLists(machine.files, state)
    this.params = new ParamsFiles(machine.files, this.root)
    this.steady = new SteadyAnswers(seen, unseen.files, state, begin)
    const { lock, pathLocks, experimentLocks } = openLocks(machine, this.root, options)
    this.lock = lock
    this.pathLocks = pathLocks
    this.experimentLocks = experimentLocks
    this.turns = new Turns({ lock, pathLocks, clock: machine.clock })
    this.runClaims = new RunClaims(runClaimsContext(machine, this.cacheDirectory))
    const kept = keptState(this.root, this.git)
    this.sharedState = kept
    this.taskSources = [dvcTasks(machine.files, this.root)]
    this.attempts = new Attempts(attemptsContext(machine, absolutePath(kept, 'attempts')))
    this.treesDirectory = absolutePath(kept, 'trees')
    this.jobs = jobsContext(machine, absolutePath(kept, 'jobs'))
    this.watched = new WatchedRuns(machine.files, absolutePath(kept, 'watched'))
    this.urls = new UrlStates(this)
    this.#index = new StageIndex(this)
    this.#nearest = new NearestObjects(this.cache, () => this.remote()?.objects)
  }

  get files() {
    return this.#machine.files
  }

  get processes() {
    return this.#machine.processes
  }

  get clock() {
    return this.#machine.clock
  }

  get chance() {
    return this.#machine.chance
  }

  get machineState() {
    return this.#machine.state
  }

  get environment() {
    return this.#machine.environment
  }

  seenReads(directory: RepoPath, command: string): readonly RepoPath[] {
    this.#watchedRuns ??= this.watched.all()
    return seenReads(this.#watchedRuns, directory, command)
  }

  readPiece(file: AbsolutePath, start: number): Uint8Array {
    return readLog(file, start)
  }

  get runs(): RunRecords {
    return localRunRecords(this.cacheDirectory)
  }

  get autostage(): boolean {
    return this.config.flag('core', 'autostage')
  }

  get configContext(): ConfigContext {
    return {
      files: this.#machine.files,
      root: this.root,
      environment: { ...this.#machine.environment, workingDirectory: this.workingDirectory },
    }
  }

  stages(): readonly TrackedStage[] {
    return this.#index.stages
  }

  /** The stages of a commit. A revision that does not exist is a `Failure`. */
  stagesAt(revision: string): Promise<readonly TrackedStage[]> {
    return openView(this, revision).stages()
  }

  /** The stages of a commit whose full id is known. */
  stagesOfCommit(commit: string): Promise<readonly TrackedStage[]> {
    return openCommit(this, { name: commit, commit }).stages()
  }

  makeTree(request: DetachedTreeRequest): void {
    makeDetachedTree(this.#machine, request)
  }

  async openTree(directory: AbsolutePath): Promise<Project> {
    return new Project({ workingDirectory: directory, isAlone: true }, this.#machine)
  }

  /** The project that another path lies in. Must be closed. */
  async openOther(path: string): Promise<Project> {
    return new Project({ workingDirectory: absolutePath(this.workingDirectory, path), isOthers: true }, this.#machine)
  }

  upstreamOf(stages: readonly TrackedStage[], all = this.stages()): readonly TrackedStage[] {
    return planStages(buildGraph(all), { targets: stages, scope: 'upstream' })
  }

  definitions(): readonly Definition[] {
    return this.#index.definitions
  }

  readable(): ReadableStages {
    return this.#index.readable
  }

  sources(): readonly DvcFile[] {
    return this.#index.sources
  }

  recordLocked(stage: TrackedStage, contents: ReadonlyMap<string, RecordedContent>): Promise<void> {
    return recordLockedVersions(this, stage, contents)
  }

  locked(definitionFile: RepoPath): ReadonlyMap<string, LockEntry> {
    return this.#index.locked(definitionFile)
  }

  noteLocked(definitionFile: RepoPath, name: string, entry: LockEntry): void {
    this.#index.noteLocked(definitionFile, name, entry)
  }

  forgetStages(): void {
    this.#index.forget()
  }

  isGitIgnored(path: RepoPath, isDirectory: boolean): boolean {
    const inside = this.git && pathInside(this.git.root, absolutePath(this.root, path))
    return inside !== undefined && this.git!.ignore.isIgnored(inside, isDirectory)
  }

  remote(name?: string): Remote | undefined {
    const directory = stateDirectory(this.root, this.git)
    const memory = { directory, cache: this.cache, now: this.clock.now() }
    return openRemote(this.config, { environment: this.environment, memory }, name)
  }

  reach(url: string, storage?: ReadonlyMap<unknown, unknown>): RemoteFiles | undefined {
    return reachUrl(() => this.config, this.environment, url, storage)
  }

  remoteDirectory(name: string): AbsolutePath {
    return remoteDirectory(this.config, name)
  }

  openSource(request: SourceRequest): Promise<SourceRepository> {
    return openSource(this.#sources, request)
  }

  sourceCommit(request: SourceRequest): Promise<string> {
    return sourceCommit(this.#sources, request)
  }

  noRemote(): Failure {
    return noRemoteFailure(this.config, this.root)
  }

  async readCached(hash: string, isLegacy = false): Promise<Uint8Array | undefined> {
    if (isLegacy) return legacyAreaOf(this.cache)?.read(hash)
    return this.#nearest.read(hash)
  }

  async readDirectory(hash: string, isLegacy = false): Promise<ReadonlyMap<string, string> | undefined> {
    const bytes = await this.readCached(hash, isLegacy)
    return bytes && hashesByPath(readManifest(bytes, hash))
  }

  /** A path from the root as a person in the working directory writes it; a URL as it is, without a password. */
  pathHere(path: string): string {
    return /^\w+:\/\//.test(path)
      ? withoutPassword(path)
      : shownPath(this.workingDirectory, absolutePath(this.root, path))
  }

  /** A stage as a person in the working directory calls it, by its address from the root. */
  addressHere(address: string): string {
    if (this.workingDirectory === this.root) return address
    const stage = this.#index.stageAt(address)
    return stage ? shownAddress(stage, this.pathHere(stage.file)) : address
  }

  /** The address from the root of what a person in the working directory calls a stage; the same if no stage is called that. */
  addressOf(shown: string): string {
    const stage = this.stages().find((one) => shownAddress(one, this.pathHere(one.file)) === shown)
    return stage?.address ?? shown
  }

  get #sources() {
    const bases = [this.workingDirectory, this.root]
    const { workingDirectory } = this
    return { machine: this.#machine, workingDirectory, bases, scratch: absolutePath(this.root, '.dvc/tmp/sterna') }
  }

  close(): void {
    this.git?.close()
  }
}
