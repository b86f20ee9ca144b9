import type { Attempts } from '../attempts/index.ts'
import type { DataContext, DataEvent, DvcFile, TrackedStage } from '../data/index.ts'
import type { AbsolutePath, Call, RepoPath } from '../foundation/base/index.ts'
import type { Clock, Environment, MachineState, OutputStream, Processes } from '../foundation/system/index.ts'
import type { RunClaims, RunHolder, Turns } from '../locks/index.ts'
import type { BrokenPart, Definition, Stage } from './definition/index.ts'
import type { InputLists } from './input-lists.ts'
import type { LockEntry } from './lock-entry.ts'
import type { ParamsSource } from './params-files.ts'
import type { UrlStates } from './url-states.ts'

/** What the pipeline verbs may use of a project. */
export interface PipelineContext extends DataContext {
  readonly processes: Processes
  readonly environment: Environment
  /** Directory of the cache, in which the run cache lives too. */
  readonly cacheDirectory: AbsolutePath
  readonly clock: Clock
  readonly machineState: MachineState
  /** Whose turn it is among stages that are brought up to date at the same time. */
  readonly turns: Turns
  readonly runClaims: RunClaims
  readonly attempts: Attempts
  /** Every `dvc.yaml` of the project. Throws all their mistakes, if they have any; so does `stages`. */
  definitions(): readonly Definition[]
  /** What can be read, and what cannot. For a verb that makes sure that it needs nothing of the latter. */
  readable(): ReadableStages
  /** What a command was seen to read when somebody watched it in this directory; nothing if nobody did. */
  seenReads(directory: RepoPath, command: string): readonly RepoPath[]
  /** What directories held that stages have read. */
  readonly inputLists: InputLists
  readonly params: ParamsSource
  /** What URLs mean that stages depend on. */
  readonly urls: UrlStates
  /** Every `.dvc` file of the project. */
  sources(): readonly DvcFile[]
  /** What the `dvc.lock` beside a `dvc.yaml` has recorded, by stage name. */
  locked(definitionFile: RepoPath): ReadonlyMap<string, LockEntry>
  /** To be called when an entry has been written. */
  noteLocked(definitionFile: RepoPath, name: string, entry: LockEntry): void
}

/** The project's stages without those whose `dvc.yaml` is wrong about them. */
export interface ReadableStages {
  readonly definitions: readonly Definition[]
  readonly stages: readonly TrackedStage[]
  readonly broken: readonly BrokenPart[]
}

export type PipelineEvent =
  | DataEvent
  | { readonly kind: 'stage-decided'; readonly stage: string; readonly decision: StageDecision }
  | { readonly kind: 'not-pulled'; readonly stage: string }
  | { readonly kind: 'command'; readonly stage: string; readonly line: string }
  | { readonly kind: 'output'; readonly stage: string; readonly stream: OutputStream; readonly bytes: Uint8Array }
  /** Others hold what it needs to run. */
  | { readonly kind: 'stage-waits'; readonly stage: string; readonly holders: readonly string[] }
  /** The same run goes on in another project that shares the cache. */
  | { readonly kind: 'run-awaited'; readonly stage: string; readonly holder: RunHolder }
  | { readonly kind: 'stage-retried'; readonly stage: string; readonly cause: string; readonly seconds: number }
  | { readonly kind: 'lock-written'; readonly file: RepoPath; readonly isNew: boolean }
  | {
      readonly kind: 'stage-failed'
      readonly stage: string
      readonly cause: string
      readonly skipped: readonly string[]
      readonly isIgnored: boolean
    }
  | { readonly kind: 'stage-finished'; readonly stage: string }
  | { readonly kind: 'warning'; readonly text: string }

/** What happens to a stage. */
export type StageDecision =
  | { readonly kind: 'fresh'; readonly isSource: boolean }
  | { readonly kind: 'verify'; readonly isSource: boolean; readonly isDry: boolean }
  | { readonly kind: 'restore' }
  /** Only its data is missing, and comes from a remote. */
  | { readonly kind: 'pull' }
  | { readonly kind: 'run'; readonly isDry: boolean }

export type PipelineCall = Call<PipelineEvent>

/** The stages of every `dvc.yaml`, by address. */
export function stagesByAddress(context: Pick<PipelineContext, 'definitions'>): ReadonlyMap<string, Stage> {
  const stages = context.definitions().flatMap((definition) => definition.stages)
  return new Map(stages.map((stage) => [stage.address, stage]))
}

/** How a person calls the lock file of a pipeline. */
export function lockFileOf(definitionFile: RepoPath): RepoPath {
  return definitionFile.replace(/\.ya?ml$/, '.lock') as RepoPath
}

export type { Stage }
