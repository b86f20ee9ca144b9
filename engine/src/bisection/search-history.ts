import type { BisectionCall } from './bisection-context.ts'
import type { DescribedCommit } from './describe-commit.ts'
import type { Judge, Told } from './judge.ts'
import type { Candidate } from './search/ancestor-sums.ts'
import { nextStep, type Standing } from './search/halving.ts'
import { unlessEnded } from './search/smallest-cause.ts'

export interface HistoryRequest {
  readonly candidates: readonly Candidate[]
  readonly judge: Judge
  describe(commit: string): Promise<DescribedCommit>
}

export type FoundInHistory =
  | { readonly kind: 'found'; readonly commit: string }
  /** One of these it is. */
  | { readonly kind: 'range'; readonly commits: readonly string[]; readonly isEnded: boolean }

/** The first bad commit, by halving; commits that cannot be measured are passed over. */
export async function searchHistory(
  { candidates, judge, describe }: HistoryRequest,
  call: BisectionCall,
): Promise<FoundInHistory> {
  const standings = new Map<string, Standing>()
  for (;;) {
    const step = nextStep(candidates, standings)
    if (step.kind === 'found') return step
    if (step.kind === 'range') return { ...step, isEnded: false }
    const { commit } = step
    const { subject } = await describe(commit)
    const told: Told = (measurement, verdict) =>
      call.report({ kind: 'commit-measured', commit, subject, measurement, verdict })
    const judgement = await unlessEnded(() => judge({ commit, changes: [] }, told))
    if (!judgement) return { kind: 'range', commits: suspectsOf(candidates, standings), isEnded: true }
    standings.set(commit, judgement.verdict === 'unusable' ? 'skipped' : judgement.verdict)
  }
}

/** All that are left if nothing more can be measured. */
function suspectsOf(candidates: readonly Candidate[], standings: ReadonlyMap<string, Standing>): readonly string[] {
  const unknown = candidates.filter(({ commit }) => !standings.has(commit))
  const rest = new Map([...unknown.map(({ commit }) => [commit, 'skipped'] as const), ...standings])
  const step = nextStep(candidates, rest)
  return step.kind === 'range' ? step.commits : [step.commit]
}
