import type { GitRepository } from '../foundation/git/index.ts'
import { openCommit } from '../revisions/index.ts'
import type { Answer } from './answer.ts'
import type { BisectRequest } from './bisect-request.ts'
import type { BisectionCall, BisectionContext } from './bisection-context.ts'
import { describeCommit } from './describe-commit.ts'
import { type End, isBeyond, limitBetween, measureEnd } from './ends.ts'
import { findCommit, judgeOf, type Search } from './find-commit.ts'
import { type Inside, lookInside } from './look-inside.ts'
import { Measurer } from './measuring/measurer.ts'
import { findMetric, type Metric } from './measuring/metric.ts'
import { clearDeadTrees } from './measuring/trees.ts'
import { endsOf, type NamedCommit } from './named-ends.ts'

export interface Bisection {
  readonly metric: Metric
  readonly good: End
  readonly bad: End
  readonly threshold: number
  readonly answer: Answer
  readonly inside: Inside | undefined
  /** How often stages ran. */
  readonly runs: number
}

/** Finds which commit between a good and a bad one made a metric bad, and what in it. Nothing of the person's is changed. */
export async function bisect(
  context: BisectionContext,
  request: BisectRequest,
  call: BisectionCall,
): Promise<Bisection> {
  const { git, good, bad } = endsOf(context, request)
  const views = [good, bad].map(({ revision, commit }) => openCommit(context, { name: revision, commit }))
  const metric = await findMetric(context, views, request.metric)
  clearDeadTrees(context)
  const work = await beginSearch(context, { git, good, bad, metric, request }, call)
  const answer = await findCommit(work)
  const inside = await insideOf(context, work, answer, metric)
  const { limit, measurer } = work
  return { metric, good: work.good, bad: work.bad, threshold: limit.threshold, answer, inside, runs: measurer.runs }
}

interface Beginning {
  readonly git: GitRepository
  readonly good: NamedCommit
  readonly bad: NamedCommit
  readonly metric: Metric
  readonly request: BisectRequest
}

/** Measures both ends, and sees to it that they are what they are said to be. */
async function beginSearch(
  context: BisectionContext,
  { git, metric, request, ...ends }: Beginning,
  call: BisectionCall,
): Promise<Search> {
  const measurer = new Measurer(context, { ...request, metric }, call.signal)
  const measure = async (end: NamedCommit) => {
    const { subject } = await describeCommit(git, end.commit)
    return measureEnd(measurer, end, request.noise?.repeat, (measurement) =>
      call.report({ kind: 'commit-measured', commit: end.commit, subject, measurement, verdict: undefined }),
    )
  }
  const [good, bad] = [await measure(ends.good), await measure(ends.bad)]
  const { direction } = metric
  const { threshold, noise } = request
  const limit = limitBetween({ good, bad, direction, threshold, confidence: noise?.confidence })
  return { git, request, good, bad, limit, measurer, call }
}

/** What in the difference did it; undefined if that was not asked for, or there is no one commit to look into. */
async function insideOf(
  context: BisectionContext,
  work: Search,
  answer: Answer,
  metric: Metric,
): Promise<Inside | undefined> {
  const { request, good, bad, call } = work
  const withEntries = request.inside === 'entries'
  const judgeFor = (tests: number) => judgeOf(work, tests)
  const look = (before: string, after: string) =>
    lookInside(context, { before, after, metric, withEntries, judgeFor }, call)
  if (request.inside === 'commit' || request.noRun) return undefined
  if (answer.kind === 'apart') return look(good.commit, bad.commit)
  if (answer.kind !== 'found') return undefined
  const [parent] = answer.commit.parents
  if (parent === undefined || !isGood(work, answer.before))
    return { kind: 'unknown', reason: 'Its parent is not good.' }
  return look(parent, answer.commit.commit)
}

/** Where the metric varies the search has told. */
function isGood({ request, limit }: Search, value: number | undefined): boolean {
  return request.noise !== undefined || (value !== undefined && !isBeyond(limit, value))
}
