import type { AbsolutePath } from '../foundation/base/index.ts'
import type { RevisionContext } from '../revisions/index.ts'

/** What the metrics verbs may use of a project. */
export interface MetricsContext extends RevisionContext {
  readonly workingDirectory: AbsolutePath
  /** An object of the cache, or of the default remote if the cache does not have it, by its hash. */
  readCached(hash: string): Promise<Uint8Array | undefined>
  /** The hashes of a tracked directory's files by their paths in it; undefined if nobody has its manifest. */
  readDirectory(hash: string): Promise<ReadonlyMap<string, string> | undefined>
}
