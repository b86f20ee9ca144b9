import type { RepoPath } from '../../foundation/base/index.ts'
import type { Scalar, Value } from '../../foundation/formats/index.ts'

/** A file as the later commit has it, or that it has gone. Paths are from the root of the repository. */
export interface FileFactor {
  readonly kind: 'code' | 'pipeline' | 'data'
  readonly id: string
  readonly path: string
  readonly change: 'added' | 'deleted' | 'modified' | 'renamed'
  readonly oldPath?: string
}

/** One parameter; undefined where a side does not have it. */
export interface ParamFactor {
  readonly kind: 'param'
  readonly id: string
  readonly file: RepoPath
  readonly keys: readonly Scalar[]
  readonly before: Value | undefined
  readonly after: Value | undefined
}

/** One file of a directory that is tracked as data, by its hash; undefined where a side does not have it. */
export interface EntryFactor {
  readonly kind: 'entry'
  readonly id: string
  /** The `.dvc` file. */
  readonly file: RepoPath
  readonly relpath: string
  readonly before: string | undefined
  readonly after: string | undefined
}

/** A change between two commits that can be made without the others. */
export type Factor = FileFactor | ParamFactor | EntryFactor
