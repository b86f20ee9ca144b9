import { Failure } from '../foundation/base/index.ts'
import type { Direction } from '../metrics/index.ts'
import { mean } from './judge.ts'
import type { Measurer } from './measuring/measurer.ts'
import type { Measurement } from './measuring/variant.ts'
import { difference } from './noise/posterior.ts'
import { SearchEnded } from './search/smallest-cause.ts'

/** A revision that was named as good or as bad, and what the metric is there: one value, or those of all runs. */
export interface End {
  readonly revision: string
  readonly commit: string
  readonly values: readonly number[]
}

/** The value on the one side of which a metric is bad, and which side that is. */
export interface Limit {
  readonly threshold: number
  readonly isBadBelow: boolean
}

/** Measures an end so many times; what cannot be measured is a `Failure`. */
export async function measureEnd(
  measurer: Measurer,
  { revision, commit }: Pick<End, 'revision' | 'commit'>,
  repeat: number | undefined,
  told: (measurement: Measurement) => void,
): Promise<End> {
  const values: number[] = []
  const variant = { commit, changes: [] }
  for (let i = 0; i < (repeat ?? 1); i++) {
    const found = await orFailure(revision, () =>
      repeat === undefined ? measurer.measure(variant) : measurer.sample(variant),
    )
    told(found)
    if (found.kind === 'unusable')
      throw new Failure('target-unknown', `The metric of '${revision}' is not known: ${found.reason}`, {
        hint: 'Choose a revision whose pipeline runs.',
      })
    values.push(found.value)
  }
  return { revision, commit, values }
}

/** Without its ends known nothing can be searched. */
async function orFailure(revision: string, measure: () => Promise<Measurement>): Promise<Measurement> {
  try {
    return await measure()
  } catch (error) {
    if (!(error instanceof SearchEnded)) throw error
    throw new Failure('usage', `The metric of '${revision}' is not known, and no more may be run.`, {
      hint: 'Allow more with --max-runs.',
    })
  }
}

export interface LimitRequest {
  readonly good: End
  readonly bad: End
  readonly direction: Direction | undefined
  readonly threshold: number | undefined
  /** With which the ends must differ; undefined where the metric does not vary. */
  readonly confidence: number | undefined
}

/** Where good ends and bad begins: at the threshold, or in the middle. Ends that are not what they are said to be are a `Failure`. */
export function limitBetween({ good, bad, direction, threshold, confidence }: LimitRequest): Limit {
  const [a, b] = [mean(good.values), mean(bad.values)]
  const both = `${good.revision}: ${shown(good)}, ${bad.revision}: ${shown(bad)}`
  const isBadBelow = b < a
  const isSure = confidence === undefined || difference({ good: good.values, bad: bad.values }) >= confidence
  if (a === b || !isSure)
    throw refusal(`The metric does not differ${confidence ? ` at a confidence of ${confidence}` : ''}: ${both}`, {
      hint: 'Choose revisions between which it became worse, or, if it varies from run to run, more of --repeat.',
    })
  if (direction !== undefined && isBadBelow !== (direction === 'max'))
    throw refusal(`'${bad.revision}' is better than '${good.revision}': ${both}`, {
      hint: 'Name the good one first, then the bad one.',
    })
  const limit = { threshold: threshold ?? (a + b) / 2, isBadBelow }
  if (isBeyond(limit, a) || !isBeyond(limit, b))
    throw refusal(`The threshold ${threshold} does not lie between them: ${both}`, {
      hint: 'Choose one between these.',
    })
  return limit
}

/** Whether a value is bad. */
export function isBeyond({ threshold, isBadBelow }: Limit, value: number): boolean {
  return isBadBelow ? value < threshold : value > threshold
}

function refusal(message: string, details: { readonly hint: string }): Failure {
  return new Failure('usage', message, details)
}

function shown({ values }: End): string {
  const text = String(Number(mean(values).toPrecision(6)))
  return values.length > 1 ? `${text} on average of ${values.length}` : text
}
