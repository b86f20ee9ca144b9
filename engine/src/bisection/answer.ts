import type { DescribedCommit } from './describe-commit.ts'

/** Which commit made the metric bad, as far as that can be told. */
export type Answer =
  | {
      readonly kind: 'found'
      readonly commit: DescribedCommit
      readonly before: number | undefined
      readonly after: number | undefined
      /** Where the metric varies. */
      readonly probability?: number
    }
  /** One of these it is; the others could not be measured, or no more may be run. */
  | { readonly kind: 'range'; readonly commits: readonly DescribedCommit[]; readonly isEnded: boolean }
  | { readonly kind: 'unsure'; readonly suspects: readonly (DescribedCommit & { readonly probability: number })[] }
  /** What they have in common is bad as well: no commit made it bad. What they differ in is to blame. */
  | { readonly kind: 'apart'; readonly base: string | undefined }
