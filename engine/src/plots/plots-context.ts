import type { AbsolutePath } from '../foundation/base/index.ts'
import type { RevisionContext } from '../revisions/index.ts'

/** What the plots verbs may use of a project. */
export interface PlotsContext extends RevisionContext {
  readonly workingDirectory: AbsolutePath
  /** An object of the cache, by its hash; one from before DVC 3.0 is kept elsewhere. */
  readCached(hash: string, isLegacy?: boolean): Promise<Uint8Array | undefined>
  /** The hashes of a tracked directory's files by their paths in it; undefined if nobody has its manifest. */
  readDirectory(hash: string, isLegacy?: boolean): Promise<ReadonlyMap<string, string> | undefined>
}
