import { createHash } from 'node:crypto'
import type { Factor } from '../factors/factor.ts'

/** What is measured: a commit, or one with some of the changes that another one has made. */
export interface Variant {
  readonly commit: string
  /** The commit that the changes come from. */
  readonly from?: string
  readonly changes: readonly Factor[]
}

/** How a metric was come by. */
export type Source = 'committed' | 'remembered' | 'run cache' | 'ran'

export type Measurement =
  | { readonly kind: 'value'; readonly value: number; readonly source: Source; readonly seconds: number }
  /** It has no such metric, its pipeline fails, or it would have to run and must not. */
  | { readonly kind: 'unusable'; readonly reason: string }

/** A name for what is measured that is the same every time. */
export function variantName({ commit, from, changes }: Variant): string {
  if (changes.length === 0) return commit
  const names = changes.map(({ id }) => id).sort()
  return createHash('sha256')
    .update(JSON.stringify([commit, from, names]))
    .digest('hex')
}
