import { openCommit } from '../revisions/index.ts'
import type { BisectRequest } from './bisect-request.ts'
import type { BisectionContext } from './bisection-context.ts'
import { Measurer } from './measuring/measurer.ts'
import { findMetric, type Metric } from './measuring/metric.ts'
import { endsOf } from './named-ends.ts'
import { mostSteps } from './search/halving.ts'

/** What a bisection would have to do. */
export interface Foretold {
  readonly metric: Metric
  /** How many may be to blame. */
  readonly commits: number
  /** How many of them were measured before. */
  readonly remembered: number
  /** How many of them are measured at most to find one, both ends included, unless some cannot be measured. */
  readonly mostMeasurements: number
}

/** Says what `bisect` would have to do. Nothing runs, and nothing is written. */
export async function foretellBisection(
  context: BisectionContext,
  request: BisectRequest,
  signal: AbortSignal,
): Promise<Foretold> {
  const { git, good, bad } = endsOf(context, request)
  const views = [good, bad].map(({ revision, commit }) => openCommit(context, { name: revision, commit }))
  const metric = await findMetric(context, views, request.metric)
  const base = git.mergeBase(good.commit, bad.commit)
  const commits = base === undefined ? [] : git.commitsBetween(base, bad.commit)
  const measurer = new Measurer(context, { ...request, metric }, signal)
  const isKnown = (commit: string) => measurer.remembered({ commit, changes: [] }) !== undefined
  const open = [good.commit, bad.commit].filter((commit) => !isKnown(commit)).length
  const remembered = commits.filter(({ commit }) => isKnown(commit)).length
  const mostMeasurements = open + Math.min(mostSteps(commits.length), commits.length - remembered)
  return { metric, commits: commits.length, remembered, mostMeasurements }
}
