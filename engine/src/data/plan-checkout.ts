import { type DirectoryManifest, hashesByPath } from '../storage/index.ts'

/** What one output needs to get from what is there to what is recorded. Paths are inside the output; `''` is itself. */
export interface CheckoutPlan {
  readonly change: 'added' | 'modified'
  /** Files to put in place, with their hashes; those that are right already are left out. */
  readonly write: ReadonlyMap<string, string>
  /** Files to take away. */
  readonly remove: readonly string[]
  /** Files whose present content would be lost unless it is in the cache: by path, the hash of what is there now. */
  readonly replaced: ReadonlyMap<string, string>
}

/** Content to put in place: one file, or a directory's files. */
export type WantedContent =
  | { readonly kind: 'file'; readonly hash: string }
  | { readonly kind: 'directory'; readonly manifest: DirectoryManifest }

/** What is in place, which may be nothing. */
export type Content = { readonly kind: 'missing' } | WantedContent

/** The steps from the present content to the wanted one. */
export function planCheckout(present: Content, wanted: Content): CheckoutPlan {
  return planFiles(filesOf(present), filesOf(wanted), present.kind === 'missing')
}

/** The steps from the files that are there to those that are wanted, both with their hashes. */
export function planFiles(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
  isNew: boolean,
): CheckoutPlan {
  const write = new Map([...after].filter(([file, hash]) => before.get(file) !== hash))
  const remove = [...before.keys()].filter((file) => !after.has(file))
  const replaced = new Map([...before].filter(([file, hash]) => after.get(file) !== hash))
  return { change: isNew ? 'added' : 'modified', write, remove, replaced }
}

/** The files of a content with their hashes; a single file is at the empty path. */
export function filesOf(content: Content): ReadonlyMap<string, string> {
  if (content.kind === 'missing') return new Map()
  if (content.kind === 'file') return new Map([['', content.hash]])
  return hashesByPath(content.manifest)
}
