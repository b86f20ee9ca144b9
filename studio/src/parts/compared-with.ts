import type { Cell } from '@sterna/api'

export type Verdict = 'better' | 'worse' | 'different'

export interface Directed {
  readonly kind: 'metrics' | 'params'
  readonly direction?: 'min' | 'max' | undefined
}

/** How far a metric is from that of the base, and whether that is better, if anybody has told its direction. */
export function comparedWith(
  { kind, direction }: Directed,
  value: Cell | undefined,
  base: Cell | undefined,
): { readonly difference: number; readonly verdict: Verdict } | undefined {
  if (kind !== 'metrics' || typeof value !== 'number' || typeof base !== 'number' || value === base) return undefined
  const difference = value - base
  if (direction === undefined) return { difference, verdict: 'different' }
  return { difference, verdict: difference > 0 === (direction === 'max') ? 'better' : 'worse' }
}
