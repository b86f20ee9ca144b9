import type { BisectionCall } from './bisection-context.ts'
import type { DescribedCommit } from './describe-commit.ts'
import type { Judge } from './judge.ts'
import type { Candidate } from './search/ancestor-sums.ts'
import { nextStep, type Standing } from './search/halving.ts'
import { SearchEnded } from './search/smallest-cause.ts'

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
    try {
      const { verdict } = await judge({ commit, changes: [] }, (measurement, told) =>
        call.report({ kind: 'commit-measured', commit, subject, measurement, verdict: told }),
      )
      standings.set(commit, verdict === 'unusable' ? 'skipped' : verdict)
    } catch (error) {
      if (error instanceof SearchEnded)
        return { kind: 'range', commits: suspectsOf(candidates, standings), isEnded: true }
      throw error
    }
  }
}

/** All that are left if nothing more can be measured. */
function suspectsOf(candidates: readonly Candidate[], standings: ReadonlyMap<string, Standing>): readonly string[] {
  const unknown = candidates.filter(({ commit }) => !standings.has(commit))
  const rest = new Map([...unknown.map(({ commit }) => [commit, 'skipped'] as const), ...standings])
  const step = nextStep(candidates, rest)
  return step.kind === 'range' ? step.commits : [step.commit]
}
