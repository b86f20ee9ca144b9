import type { Failure } from '../foundation/base/index.ts'
import type { CommitSelection } from '../foundation/git/index.ts'
import { type ContentHash, type ObjectStore, type RemoteFiles, type RunRecords, transfer } from '../storage/index.ts'
import type { DataCall, DataContext } from './data-context.ts'
import type { SelectedOutput } from './select-outputs.ts'
import type { SelectionRequest } from './selection.ts'
import type { RecordedContent, TrackedStage } from './tracked-stage.ts'
import type { WantedObjects } from './wanted-objects.ts'

/** A place that tracked data is sent to and got from. */
export interface Remote {
  readonly name: string
  readonly objects: ObjectStore
  /** Of which directories it is known to have every file. */
  readonly complete?: KnownDirectories
  /** Where it keeps the run cache; undefined if it cannot. */
  readonly runs?: RunRecords
  /** Of one that keeps versions: tracked files go there under their own names, and there are no objects. */
  readonly versions?: VersionedPlace
}

export interface VersionedPlace {
  readonly files: RemoteFiles
  /** What is the latest there is what everybody wants, whoever has put it there. */
  readonly isWorktree: boolean
}

export type VersionedRemote = Remote & { readonly versions: VersionedPlace }

export function hasVersions(remote: Remote | undefined): remote is VersionedRemote {
  return remote?.versions !== undefined
}

export interface KnownDirectories {
  has(hash: ContentHash): Promise<boolean>
  /** Says that a directory was just seen to be there with every file, for one who cannot find that out cheaply. */
  note?(hash: ContentHash): void
  /** Keeps what was learnt for the next process. */
  save(): void
}

/** What may be used beside the data of the project to send and get data. */
export interface TransferContext extends DataContext {
  /** The run cache of this machine. */
  readonly runs: RunRecords
  /** The remote of this name, or the default one. Undefined if there is none; an unknown name is a `Failure`. */
  remote(name?: string): Remote | undefined
  /** The `Failure` that tells how to make a default remote. */
  noRemote(): Failure
  /** Records for a stage of a pipeline which versions of a remote the contents of its outputs are, by their paths in its file. */
  recordLocked(stage: TrackedStage, contents: ReadonlyMap<string, RecordedContent>): Promise<void>
  /** The stages of a commit, by its full id. */
  stagesOfCommit(commit: string): Promise<readonly TrackedStage[]>
}

export interface TransferRequest extends SelectionRequest {
  readonly remote?: string
  /** Targets are patterns. */
  readonly isPattern?: boolean
  /** Commits that are meant beside the work tree. */
  readonly commits?: CommitSelection
  /** How many transfers at a time, where that helps. */
  readonly jobs?: number
  /** The run cache as well. */
  readonly withRunCache?: boolean
}

export interface TransferResult {
  /** Number of objects that were moved, manifests and runs that were pushed included. */
  readonly transferred: number
  readonly failed: readonly { readonly hash: string; readonly cause: string; readonly hint?: string }[]
  /** Objects that neither side has. */
  readonly missing: readonly string[]
  /** False when something was wanted but no remote is configured. */
  readonly hasRemote: boolean
  /** Directories of which the remote has some files but not yet all, so that they cannot be got from there. */
  readonly incomplete: readonly string[]
}

export interface RemoteGroup {
  readonly remote: Remote | undefined
  readonly selected: readonly SelectedOutput[]
}

/** Outputs by where they belong: a remote of their own, or the one asked for, or the default. */
export function groupByRemote(
  context: TransferContext,
  request: TransferRequest,
  selected: readonly SelectedOutput[],
): RemoteGroup[] {
  const meant = selected.filter(
    ({ output }) => request.remote === undefined || (output.remote ?? request.remote) === request.remote,
  )
  const names = new Set(meant.map(({ output }) => output.remote ?? request.remote))
  if (names.size === 0) names.add(request.remote)
  return [...names].map((name) => ({
    remote: context.remote(name),
    selected: meant.filter(({ output }) => (output.remote ?? request.remote) === name),
  }))
}

export const nothingMoved: TransferResult = { transferred: 0, failed: [], missing: [], hasRemote: true, incomplete: [] }

/** Brings objects to one store from another; of a directory its manifest last. */
export async function bring(
  from: ObjectStore,
  to: ObjectStore,
  { files, directories, pieces, unknown }: WantedObjects,
  { jobs }: TransferRequest,
  call: DataCall,
): Promise<TransferResult> {
  const wish = { files: [...files, ...pieces.flatMap((piece) => piece.files)], directories, ...(jobs ? { jobs } : {}) }
  const { transferred, failed, missing } = await transfer(from, to, wish, call)
  return { ...nothingMoved, transferred: transferred.length, failed, missing: [...missing, ...unknown] }
}

/** Several results as one. */
export function sum(results: readonly TransferResult[]): TransferResult {
  return {
    transferred: results.reduce((total, { transferred }) => total + transferred, 0),
    failed: results.flatMap(({ failed }) => failed),
    missing: results.flatMap(({ missing }) => missing),
    hasRemote: results.every(({ hasRemote }) => hasRemote),
    incomplete: results.flatMap(({ incomplete }) => incomplete),
  }
}
