import type { AbsolutePath } from '../../foundation/base/index.ts'
import type { FailedObject } from '../failed-object.ts'
import type { FilesRead, FilesToRead } from '../files-to-read.ts'
import type { PackedHashes } from '../hash-column.ts'
import type { SharedTable } from '../hash-table.ts'
import type { LinkType } from '../link-type.ts'
import type { LocalObjectsPlace } from '../local-objects.ts'
import type { FoundRows, LookOrder } from '../look-at-rows.ts'
import type { ContentHash } from '../object-store.ts'
import type { Storing } from '../store-sinks.ts'
import type { TextColumn } from '../tree-table.ts'

/** What a thread can be asked for, and what it answers: values that can be sent. */
export interface ThreadWork {
  readonly store: { readonly order: StoreOrder; readonly answer: SentBack }
  readonly copy: { readonly order: CopyOrder; readonly answer: CopyOutcome }
  /** Answers with the rows whose name something else has, which stays. */
  readonly place: { readonly order: PlaceOrder; readonly answer: number[] }
  readonly remove: { readonly order: RemoveOrder; readonly answer: undefined }
  readonly list: { readonly order: ListOrder; readonly answer: PackedHashes }
  readonly 'find-unused': { readonly order: FindUnusedOrder; readonly answer: PackedUnused }
  readonly look: { readonly order: LookOrder; readonly answer: FoundRows }
}

export type WorkKind = keyof ThreadWork

/** Files to be read and written to a store. */
export interface StoreOrder extends Omit<Storing, 'objects'>, Pick<FilesToRead, 'bytes' | 'mtimes'> {
  readonly place: LocalObjectsPlace
  readonly paths: TextColumn
}

/** What was read. */
export interface SentBack extends Pick<FilesRead, 'bytes' | 'touched'> {
  readonly md5: Uint8Array
}

/** Objects that one directory has and another is to get. */
export interface CopyOrder extends Pick<FilesToRead, 'bytes' | 'mtimes'> {
  readonly from: LocalObjectsPlace
  readonly to: LocalObjectsPlace
  readonly hashes: readonly ContentHash[]
}

export interface CopyOutcome {
  readonly failed: readonly FailedObject[]
}

/** Files to be put below a directory. File `i` is in both lists at `i`. */
export interface PlaceOrder {
  readonly place: LocalObjectsPlace
  /** Where the store is, for people. */
  readonly store: string
  readonly type: LinkType
  /** Where files are made before they get their name. */
  readonly scratch: string
  readonly directory: AbsolutePath
  readonly relpaths: readonly string[]
  readonly hashes: readonly ContentHash[]
}

/** Objects that go for good. Object `i` is in both lists at `i`. */
export interface RemoveOrder {
  readonly place: LocalObjectsPlace
  readonly hashes: readonly ContentHash[]
  readonly bytes: readonly number[]
}

/** Directories of a store. */
export interface ListOrder {
  readonly place: LocalObjectsPlace
  readonly prefixes: readonly string[]
}

/** Directories of a store in which that is looked for which no table knows. */
export interface FindUnusedOrder extends ListOrder {
  readonly used: readonly SharedTable[]
}

/** Object `i` is in both at `i`. */
export interface PackedUnused {
  readonly hashes: PackedHashes
  readonly bytes: readonly number[]
}
