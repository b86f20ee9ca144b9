import { type DvcFile, findStageFiles, parseDvcFile, type TrackedStage } from '../data/index.ts'
import {
  type AbsolutePath,
  absolutePath,
  Failure,
  joinRepo,
  orFailure,
  type RepoPath,
} from '../foundation/base/index.ts'
import type { Config } from '../foundation/config/index.ts'
import type { IgnoreTree } from '../foundation/ignore/index.ts'
import type { FileSystem } from '../foundation/system/index.ts'
import {
  type BrokenPart,
  type Definition,
  examineDefinition,
  failureOfParts,
  type LockEntry,
  lockFileOf,
  type ReadableStages,
  readLockFile,
  trackedStage,
  unreadableLock,
  unreadableSource,
  type VarsFile,
  varsFileOf,
} from '../pipeline/index.ts'
import { parsingOptions } from './parsing-options.ts'

export interface StageIndexContext {
  readonly root: AbsolutePath
  readonly files: FileSystem
  readonly config: Config
  readonly dvcIgnore: IgnoreTree
  isGitIgnored(path: RepoPath, isDirectory: boolean): boolean
}

interface Collected extends ReadableStages {
  readonly byAddress: ReadonlyMap<string, TrackedStage>
  readonly sources: readonly DvcFile[]
}

/** Everything the project's stage files say, read when it is first asked for and again after they have changed. */
export class StageIndex {
  readonly #context: StageIndexContext
  #collected: Collected | undefined
  readonly #locked = new Map<RepoPath, Map<string, LockEntry>>()

  constructor(context: StageIndexContext) {
    this.#context = context
  }

  /** Every stage. Throws what is wrong with those that cannot be read. */
  get stages(): readonly TrackedStage[] {
    return this.#whole.stages
  }

  /** What can be read. */
  get readable(): ReadableStages {
    return this.#all
  }

  stageAt(address: string): TrackedStage | undefined {
    return this.#all.byAddress.get(address)
  }

  get sources(): readonly DvcFile[] {
    return this.#all.sources
  }

  get definitions(): readonly Definition[] {
    return this.#whole.definitions
  }

  locked(definitionFile: RepoPath): ReadonlyMap<string, LockEntry> {
    const known = this.#locked.get(definitionFile)
    if (known) return known
    const entries = new Map(this.#readLock(lockFileOf(definitionFile)))
    this.#locked.set(definitionFile, entries)
    return entries
  }

  noteLocked(definitionFile: RepoPath, name: string, entry: LockEntry): void {
    this.locked(definitionFile)
    this.#locked.get(definitionFile)!.set(name, entry)
  }

  forget(): void {
    this.#collected = undefined
    this.#locked.clear()
  }

  get #whole(): Collected {
    if (this.#all.broken.length > 0) throw failureOfParts(this.#all.broken)
    return this.#all
  }

  get #all(): Collected {
    this.#collected ??= this.#collect()
    return this.#collected
  }

  #collect(): Collected {
    const sources: DvcFile[] = []
    const definitions: Definition[] = []
    const stages: TrackedStage[] = []
    const broken: BrokenPart[] = []
    findStageFiles(this.#context, (file) => {
      const found = file.endsWith('.dvc')
        ? this.#readSource(file, sources, broken)
        : this.#readDefinition(file, definitions, broken)
      stages.push(...found)
      return found.flatMap(({ outputs }) => outputs.map(({ path }) => path))
    })
    return { sources, definitions, stages, broken, byAddress: new Map(stages.map((stage) => [stage.address, stage])) }
  }

  #readSource(file: RepoPath, sources: DvcFile[], broken: BrokenPart[]): TrackedStage[] {
    const text = this.#text(file)
    const source = orFailure(() => parseDvcFile(text, file))
    if (source instanceof Failure) {
      broken.push(unreadableSource(text, file, source))
      return []
    }
    sources.push(source)
    return [source]
  }

  #readDefinition(file: RepoPath, definitions: Definition[], broken: BrokenPart[]): TrackedStage[] {
    const { definition, broken: parts } = examineDefinition(this.#text(file), file, {
      root: this.#context.root,
      readVars: (path) => this.#readVars(path),
      parsing: parsingOptions(this.#context.config),
    })
    definitions.push(definition)
    broken.push(...parts)
    const entries = orFailure(() => this.locked(file))
    if (entries instanceof Failure) {
      broken.push(unreadableLock(definition, lockFileOf(file), entries))
      return []
    }
    return definition.stages.map((stage) => trackedStage(stage, entries.get(stage.name)))
  }

  #readVars(path: RepoPath): VarsFile {
    const { files, root } = this.#context
    const place = absolutePath(root, path)
    return files.stat(place)?.kind === 'directory' ? { kind: 'directory' } : varsFileOf(files.readText(place))
  }

  #readLock(file: RepoPath): ReadonlyMap<string, LockEntry> {
    const text = this.#context.files.readText(absolutePath(this.#context.root, file))
    if (text === undefined) return new Map()
    if (this.#context.isGitIgnored(file, false)) throw new Failure('ignored', `'${file}' is git-ignored.`)
    return readLockFile(text, file)
  }

  #text(file: RepoPath): string {
    return this.#context.files.readText(absolutePath(this.#context.root, joinRepo('' as RepoPath, file))) ?? ''
  }
}
