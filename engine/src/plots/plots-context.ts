import type { AbsolutePath } from '../foundation/base/index.ts'
import type { RevisionContext } from '../revisions/index.ts'

/** What the plots verbs may use of a project. */
export interface PlotsContext extends RevisionContext {
  readonly workingDirectory: AbsolutePath
  /** An object of the cache, by its hash. */
  readCached(hash: string): Promise<Uint8Array | undefined>
}
