import type { RepoPath } from '../foundation/base/index.ts'

/** What a checkout did to one output. */
export interface CheckoutChange {
  readonly path: RepoPath
  readonly isDirectory: boolean
  readonly change: 'added' | 'modified' | 'deleted'
  /** Counts of single files, for a summary. */
  readonly files: { readonly added: number; readonly modified: number; readonly deleted: number }
}
