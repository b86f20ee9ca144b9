import { type DvcFile, findStageFiles, parseDvcFile, type TrackedStage } from '../data/index.ts'
import { type AbsolutePath, absolutePath, Failure, joinRepo, type RepoPath } from '../foundation/base/index.ts'
import type { Config } from '../foundation/config/index.ts'
import type { IgnoreTree } from '../foundation/ignore/index.ts'
import type { FileSystem } from '../foundation/system/index.ts'
import {
  type Definition,
  type LockEntry,
  lockFileOf,
  type ParsingOptions,
  type ReadableStages,
  readDefinition,
  readLockFile,
  trackedStage,
  type VarsFile,
  varsFileOf,
} from '../pipeline/index.ts'

export interface StageIndexContext {
  readonly root: AbsolutePath
  readonly files: FileSystem
  readonly config: Config
  readonly dvcIgnore: IgnoreTree
  isGitIgnored(path: RepoPath, isDirectory: boolean): boolean
}

interface Collected {
  readonly byAddress: ReadonlyMap<string, TrackedStage>
  readonly sources: readonly DvcFile[]
  readonly definitions: readonly Definition[]
  readonly stages: readonly TrackedStage[]
}

/** Everything the project's stage files say, read when it is first asked for and again after they have changed. */
export class StageIndex {
  readonly #context: StageIndexContext
  #collected: Collected | undefined
  readonly #locked = new Map<RepoPath, Map<string, LockEntry>>()

  constructor(context: StageIndexContext) {
    this.#context = context
  }

  get stages(): readonly TrackedStage[] {
    return this.#all.stages
  }

  stageAt(address: string): TrackedStage | undefined {
    return this.#all.byAddress.get(address)
  }

  get sources(): readonly DvcFile[] {
    return this.#all.sources
  }

  get definitions(): readonly Definition[] {
    return this.#all.definitions
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

  /** What can be read, and what is wrong with the files that cannot. */
  readable(): ReadableStages {
    const failures = new Map<RepoPath, Failure>()
    const collected = this.#collect((file, failure) => void failures.set(file, failure))
    return { ...collected, failures }
  }

  get #all(): Collected {
    this.#collected ??= this.#collect((_, failure) => {
      throw failure
    })
    return this.#collected
  }

  #collect(onFailure: (file: RepoPath, failure: Failure) => void): Collected {
    const sources: DvcFile[] = []
    const definitions: Definition[] = []
    const stages: TrackedStage[] = []
    findStageFiles(this.#context, (file) => {
      try {
        const found = this.#readStages(file, sources, definitions)
        stages.push(...found)
        return found.flatMap(({ outputs }) => outputs.map(({ path }) => path))
      } catch (error) {
        if (!(error instanceof Failure)) throw error
        onFailure(file, error)
        return []
      }
    })
    return { sources, definitions, stages, byAddress: new Map(stages.map((stage) => [stage.address, stage])) }
  }

  #readStages(file: RepoPath, sources: DvcFile[], definitions: Definition[]): TrackedStage[] {
    return file.endsWith('.dvc') ? [this.#readSource(file, sources)] : this.#readDefinition(file, definitions)
  }

  #readSource(file: RepoPath, sources: DvcFile[]): TrackedStage {
    const source = parseDvcFile(this.#text(file), file)
    sources.push(source)
    return source
  }

  #readDefinition(file: RepoPath, definitions: Definition[]): TrackedStage[] {
    const definition = readDefinition(this.#text(file), file, {
      root: this.#context.root,
      readVars: (path) => this.#readVars(path),
      parsing: parsingOptions(this.#context.config),
    })
    definitions.push(definition)
    const entries = this.locked(file)
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

function parsingOptions(config: Config): ParsingOptions {
  const bool = config.text('parsing', 'bool')
  const list = config.text('parsing', 'list')
  return {
    ...(bool === 'store_true' || bool === 'boolean_optional' ? { bool } : {}),
    ...(list === 'nargs' || list === 'append' ? { list } : {}),
  }
}
