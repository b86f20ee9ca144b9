import type { AbsolutePath } from '../../foundation/base/index.ts'
import type { DetachedTreeRequest } from '../../foundation/git/index.ts'
import type { CancelContext, RunnerContext } from '../../jobs/index.ts'
import type { RevisionContext } from '../../revisions/index.ts'
import type { WritingContext } from '../writing-context.ts'

/** What the queue may use of a project. */
export interface QueueContext extends WritingContext, Pick<RevisionContext, 'commitSources'> {
  readonly jobs: RunnerContext & CancelContext
  readPiece(file: AbsolutePath, start: number): Uint8Array
  /** Where work trees of tasks keep what is Git's own. */
  readonly treesDirectory: AbsolutePath
  /** A work tree of its own; see `makeDetachedTree`. */
  makeTree(request: DetachedTreeRequest): void
  /** The project in such a work tree. Must be closed. */
  openTree(directory: AbsolutePath): Promise<WritingContext & { close(): void }>
}
