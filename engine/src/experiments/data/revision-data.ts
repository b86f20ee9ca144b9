/**
 * What a revision has of each kind, as JSON in the form of DVC, which is mostly only passed on: `params` and `metrics` by
 * file, `deps` and `outs` by path.
 */
export interface RevisionParts {
  readonly params: string
  readonly metrics: string
  readonly deps: string
  readonly outs: string
}

/** The same of a commit, with where it stands in time. What is in a commit never changes. */
export interface CommitData extends RevisionParts {
  readonly commit: string
  /** When it was committed, in seconds since 1970. */
  readonly seconds: number
  /** Its first parent, if it has any. */
  readonly parent: string | undefined
}

/** Why a revision, or a part of it, cannot be read, as DVC names it where programs read it. */
export interface Problem {
  readonly message: string
  readonly type: string
}

/** What could be found out of a revision. */
export type RevisionState =
  | { readonly kind: 'commit'; readonly data: CommitData }
  | { readonly kind: 'workspace'; readonly data: RevisionParts }
  | { readonly kind: 'problem'; readonly problem: Problem }
