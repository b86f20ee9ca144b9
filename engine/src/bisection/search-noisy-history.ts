import type { BisectionCall } from './bisection-context.ts'
import type { End } from './ends.ts'
import type { Measurer } from './measuring/measurer.ts'
import { type NextSample, type NoisyHistory, nextSample, type Suspicion, suspicions } from './noise/posterior.ts'
import { unlessEnded } from './search/smallest-cause.ts'
import type { HistoryRequest } from './search-history.ts'

export interface NoisyRequest extends Omit<HistoryRequest, 'judge'> {
  readonly measurer: Measurer
  readonly good: End
  readonly bad: End
  readonly confidence: number
}

/** How probable it is of each candidate that it is the first bad one, in the order of the candidates. */
export async function searchNoisyHistory(
  { candidates, measurer, good, bad, confidence, describe }: NoisyRequest,
  call: BisectionCall,
): Promise<readonly Suspicion[]> {
  const places = { good: good.commit, bad: bad.commit }
  let history: NoisyHistory = { candidates, good: good.values, bad: bad.values, measured: new Map() }
  const unusable = new Set<string>()
  for (;;) {
    const found = suspicions(history)
    if (found.some(({ probability }) => probability >= confidence)) return found
    if (candidates.length - 1 === unusable.size) return found
    const next = nextSample(history, found, unusable)
    const commit = next.kind === 'commit' ? next.commit : places[next.kind]
    const measurement = await unlessEnded(() => measurer.sample({ commit, changes: [] }))
    if (!measurement) return found
    const verdict = measurement.kind === 'unusable' ? 'unusable' : undefined
    call.report({ kind: 'commit-measured', commit, subject: (await describe(commit)).subject, measurement, verdict })
    if (measurement.kind === 'unusable') unusable.add(commit)
    else history = withSample(history, next, measurement.value)
  }
}

function withSample(history: NoisyHistory, next: NextSample, value: number): NoisyHistory {
  if (next.kind !== 'commit') return { ...history, [next.kind]: [...history[next.kind], value] }
  const values = [...(history.measured.get(next.commit) ?? []), value]
  return { ...history, measured: new Map([...history.measured, [next.commit, values]]) }
}
