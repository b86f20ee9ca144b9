import { ancestorSums, ancestorsOf, type Candidate } from './ancestor-sums.ts'

/** What is known of a commit; `skipped` of one that cannot be measured. */
export type Standing = 'good' | 'bad' | 'skipped'

export type NextStep =
  | { readonly kind: 'measure'; readonly commit: string; readonly suspects: number }
  | { readonly kind: 'found'; readonly commit: string }
  /** Only commits that cannot be measured are left beside the one that is bad: one of them all it is. */
  | { readonly kind: 'range'; readonly commits: readonly string[] }

/**
 * What to do next, as `git bisect` decides it: suspects are the ancestors of the last commit known as bad that are no ancestors of a
 * good one, and that commit is measured which parts them most evenly by their number. Candidates come with parents in front, the bad
 * end as the last of them.
 */
export function nextStep(candidates: readonly Candidate[], standings: ReadonlyMap<string, Standing>): NextStep {
  const { suspects, bad } = suspectsAmong(candidates, standings)
  if (suspects.length === 1) return { kind: 'found', commit: bad }
  const sums = ancestorSums(suspects, () => 1)
  const open = suspects.filter(({ commit }) => commit !== bad && standings.get(commit) !== 'skipped')
  if (open.length === 0) return { kind: 'range', commits: suspects.map(({ commit }) => commit) }
  const evenness = ({ commit }: Candidate) => Math.min(sums.get(commit)!, suspects.length - sums.get(commit)!)
  const best = open.reduce((a, b) => (evenness(b) > evenness(a) ? b : a))
  return { kind: 'measure', commit: best.commit, suspects: suspects.length }
}

/** How many measurements it takes at most where none fails and nothing was merged. */
export function mostSteps(candidates: number): number {
  return Math.ceil(Math.log2(Math.max(candidates, 1)))
}

function suspectsAmong(candidates: readonly Candidate[], standings: ReadonlyMap<string, Standing>) {
  const known = new Map(candidates.map((one) => [one.commit, one]))
  const marked = (standing: Standing) => [...standings].filter(([, own]) => own === standing).map(([commit]) => commit)
  const bad = marked('bad').at(-1) ?? candidates.at(-1)!.commit
  const [above, cleared] = [ancestorsOf(known, [bad]), ancestorsOf(known, marked('good'))]
  return { bad, suspects: candidates.filter(({ commit }) => above.has(commit) && !cleared.has(commit)) }
}
