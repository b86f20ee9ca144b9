import type { RemoteFile } from '../../storage/index.ts'
import type { VersionedFile } from './versioned-files.ts'

/** What a push has to do for a file. */
export type PushStep =
  /** Its recorded version is the latest one. */
  | { readonly kind: 'kept' }
  /** The remote has it, but that was never recorded. */
  | { readonly kind: 'confirmed'; readonly there: RemoteFile }
  /** Sent, unless the remote still has this version. */
  | { readonly kind: 'asked'; readonly version: string }
  | { readonly kind: 'sent' }

/** By what is recorded of a file and what the remote has under its name. */
export function pushStep({ hash, version }: VersionedFile, latest: RemoteFile | undefined): PushStep {
  if (version?.version !== undefined) {
    const isLatest = latest?.version === version.version || (latest?.etag !== undefined && latest.etag === version.etag)
    return isLatest ? { kind: 'kept' } : { kind: 'asked', version: version.version }
  }
  // Mostly an ETag is the MD5 of the content; where it is something else, it is not equal.
  return latest?.version !== undefined && latest.etag === hash ? { kind: 'confirmed', there: latest } : { kind: 'sent' }
}
