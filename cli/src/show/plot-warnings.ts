import type { PlotsResult } from '@sterna/engine'

/** What could not be read or drawn, a line each. */
export function plotWarnings({ plots, revisionErrors }: PlotsResult): string[] {
  const unread = [...revisionErrors, ...plots.flatMap(({ sourceErrors }) => sourceErrors)]
  const revisions = [...new Set(unread.map(({ revision }) => revision))]
  const reasons = unread.map(({ revision, problem }) => `In '${revision}', ${problem.words ?? problem.message}`)
  const undrawn = plots.flatMap(({ name, definitionErrors }) =>
    definitionErrors.map(
      ({ revision, problem }) => `In '${revision}', plot '${name}': ${problem.words ?? problem.message}`,
    ),
  )
  const summary = `DVC failed to load some plots for following revisions: '${revisions.join(', ')}'.`
  return [...(revisions.length > 0 ? [summary] : []), ...new Set([...reasons, ...undrawn])]
}
