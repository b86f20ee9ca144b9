import type { GitRepository } from '../foundation/git/index.ts'
import type { Answer } from './answer.ts'
import type { BisectRequest } from './bisect-request.ts'
import type { BisectionCall, Verdict } from './bisection-context.ts'
import { type DescribedCommit, describeCommit } from './describe-commit.ts'
import { type End, isBeyond, type Limit } from './ends.ts'
import { type Judge, judgeOnce, judgeRepeatedly, mean } from './judge.ts'
import type { Measurer } from './measuring/measurer.ts'
import type { Measurement } from './measuring/variant.ts'
import type { Suspicion } from './noise/posterior.ts'
import type { Candidate } from './search/ancestor-sums.ts'
import { mostSteps } from './search/halving.ts'
import { unlessEnded } from './search/smallest-cause.ts'
import { searchHistory } from './search-history.ts'
import { searchNoisyHistory } from './search-noisy-history.ts'

/** A bisection that has begun: both ends are known. */
export interface Search {
  readonly git: GitRepository
  readonly request: BisectRequest
  readonly good: End
  readonly bad: End
  readonly limit: Limit
  readonly measurer: Measurer
  readonly call: BisectionCall
}

/** The first bad commit between both ends, or what else there is to say. */
export async function findCommit(search: Search): Promise<Answer> {
  const { git, good, bad } = search
  const base = git.mergeBase(good.commit, bad.commit)
  if (base === undefined || base === bad.commit) return { kind: 'apart', base }
  const candidates = git.commitsBetween(base, bad.commit)
  if (base === good.commit) return findAmong(search, candidates)
  const verdict = await verdictAt(search, base)
  if (verdict === 'good') return findAmong(search, candidates)
  if (verdict === 'bad') return { kind: 'apart', base }
  const commits = await Promise.all(candidates.map(({ commit }) => describeCommit(git, commit)))
  return { kind: 'range', commits, isEnded: verdict === undefined }
}

async function findAmong(search: Search, candidates: readonly Candidate[]): Promise<Answer> {
  const { git, call, request, measurer, good, bad } = search
  call.report({ kind: 'history-known', commits: candidates.length, mostSteps: mostSteps(candidates.length) })
  const describe = (commit: string) => describeCommit(git, commit)
  if (request.noise) {
    const { confidence } = request.noise
    const found = await searchNoisyHistory({ candidates, measurer, good, bad, confidence, describe }, call)
    return noisyAnswer(search, found, confidence)
  }
  const found = await searchHistory({ candidates, judge: judgeOf(search, 1), describe }, call)
  if (found.kind === 'found') return foundAnswer(search, await describe(found.commit))
  return { ...found, commits: await Promise.all(found.commits.map(describe)) }
}

/** Whether the commit from which the ways of both ends part is good; undefined if no more may run. */
async function verdictAt(search: Search, commit: string): Promise<Verdict | undefined> {
  const { subject } = await describeCommit(search.git, commit)
  const told = (measurement: Measurement, verdict: Verdict | undefined) =>
    search.call.report({ kind: 'commit-measured', commit, subject, measurement, verdict })
  const judgement = await unlessEnded(() => judgeOf(search, 1)({ commit, changes: [] }, told))
  return judgement?.verdict
}

async function foundAnswer(search: Search, commit: DescribedCommit): Promise<Answer> {
  const [parent] = commit.parents
  const before = parent === undefined ? undefined : await valueAt(search, parent)
  return { kind: 'found', commit, before, after: await valueAt(search, commit.commit) }
}

async function valueAt({ measurer }: Search, commit: string): Promise<number | undefined> {
  const found = await unlessEnded(() => measurer.measure({ commit, changes: [] }))
  return found?.kind === 'value' ? found.value : undefined
}

async function noisyAnswer(
  { git, good, bad }: Search,
  found: readonly Suspicion[],
  confidence: number,
): Promise<Answer> {
  const sorted = [...found].sort((a, b) => b.probability - a.probability)
  const [first] = sorted
  if (first && first.probability >= confidence) {
    const commit = await describeCommit(git, first.commit)
    return { kind: 'found', commit, before: mean(good.values), after: mean(bad.values), probability: first.probability }
  }
  const likely = sorted.filter(({ probability }) => probability >= leastShown)
  const suspects = likely.map(async (one) => ({ ...(await describeCommit(git, one.commit)), ...one }))
  return { kind: 'unsure', suspects: await Promise.all(suspects) }
}

const leastShown = 0.01

/** So many verdicts together are as sure as the answer has to be. */
export function judgeOf({ request, measurer, limit, good, bad }: Search, tests: number): Judge {
  if (!request.noise) return judgeOnce(measurer, (value) => isBeyond(limit, value))
  const ends = { good: good.values, bad: bad.values }
  return judgeRepeatedly(measurer, ends, 1 - (1 - request.noise.confidence) / tests)
}
