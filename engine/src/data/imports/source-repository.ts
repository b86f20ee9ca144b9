import type { AbsolutePath, Call, RepoPath } from '../../foundation/base/index.ts'
import type { ValueMap } from '../../foundation/formats/index.ts'
import type { IgnoreTree } from '../../foundation/ignore/index.ts'
import type { ObjectStore, RemoteFiles } from '../../storage/index.ts'
import type { DataEvent } from '../data-context.ts'
import type { TrackedStage } from '../tracked-stage.ts'
import type { TransferContext } from '../transfer-data.ts'
import type { SourceSettings } from './origin.ts'

/** Which state of which repository is meant. */
export interface SourceRequest extends SourceSettings {
  /** As the person wrote it. */
  readonly url: string
  /** Left out for the state that the repository is in. */
  readonly revision?: string
}

/** A Git repository that data is taken from, in one state. Must be closed. */
export interface SourceRepository {
  /** Id of the commit; of a work tree that is read where it is, of the one it has checked out. */
  readonly commit: string
  /** Where its files lie. */
  readonly directory: AbsolutePath
  /** The project that a path lies in; undefined if it lies in none. */
  projectAt(path: RepoPath): SourceProject | undefined
  /** A repository that this one has imported data from. */
  open(request: SourceRequest): Promise<SourceRepository>
  close(): void
}

/** A project in a repository that data is taken from. */
export interface SourceProject {
  /** Its place in the repository. */
  readonly place: RepoPath
  readonly dvcIgnore: IgnoreTree
  stages(): readonly TrackedStage[]
  /** Where its data may be, the nearest place first. */
  stores(): readonly ObjectStore[]
}

/** What may be used to import data and to get imported data. */
export interface ImportContext extends TransferContext {
  openSource(request: SourceRequest): Promise<SourceRepository>
  /** The commit that a repository would be imported at now. */
  sourceCommit(request: SourceRequest): Promise<string>
  /** What lies at a URL, with these options of its storage; undefined for a place of this machine. Must be closed. */
  reach(url: string, storage?: ValueMap): RemoteFiles | undefined
  /** The directory that a remote is; a remote elsewhere is a `Failure`. */
  remoteDirectory(name: string): AbsolutePath
}

export type ImportEvent =
  | DataEvent
  | { readonly kind: 'importing'; readonly from: string; readonly to: string }
  | { readonly kind: 'import-unchanged'; readonly stage: string }

export type ImportCall = Call<ImportEvent>
