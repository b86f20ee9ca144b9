import type { ExperimentsAnswer } from '@sterna/api'

export interface Pair {
  readonly before: string
  readonly after: string
}

export const mostPairs = 240

/**
 * Which revisions are contrasted: each experiment with the commit that it began at, then any two, as far as the number goes. The
 * workspace is only ever compared with something, because it is no state that lasts.
 */
export function pairsToContrast(
  { kind, revision, parent }: ExperimentsAnswer['rows'],
  most = mostPairs,
): readonly Pair[] {
  const pairs = new Map<string, Pair>()
  const take = (before: number, after: number) => {
    if (pairs.size >= most || before === after || kind[before] === 'workspace') return
    const pair = { before: revision[before]!, after: revision[after]! }
    pairs.set(`${pair.before} ${pair.after}`, pair)
  }
  for (const [row, began] of parent.entries()) if (began !== null) take(began, row)
  for (const before of revision.keys()) {
    if (pairs.size >= most) break
    for (const after of revision.keys()) take(before, after)
  }
  return [...pairs.values()]
}
