import type { Verdict } from './bisection-context.ts'
import type { Measurer } from './measuring/measurer.ts'
import type { Measurement, Variant } from './measuring/variant.ts'
import { badness } from './noise/posterior.ts'

/** Hears of each measurement. Where it takes several there is a verdict only with the last one. */
export type Told = (measurement: Measurement, verdict: Verdict | undefined) => void

export interface Judgement {
  readonly verdict: Verdict
  /** The metric, or its mean. */
  readonly value: number | undefined
}

/** Says whether a variant is bad. */
export type Judge = (variant: Variant, told: Told) => Promise<Judgement>

/** One measurement tells. */
export function judgeOnce(measurer: Measurer, isBad: (value: number) => boolean): Judge {
  return async (variant, told) => {
    const measurement = await measurer.measure(variant)
    const isValue = measurement.kind === 'value'
    const verdict = !isValue ? 'unusable' : isBad(measurement.value) ? 'bad' : 'good'
    told(measurement, verdict)
    return { verdict, value: isValue ? measurement.value : undefined }
  }
}

export interface Ends {
  readonly good: readonly number[]
  readonly bad: readonly number[]
}

/** As many measurements as it takes to be so sure. */
export function judgeRepeatedly(measurer: Measurer, ends: Ends, confidence: number): Judge {
  return async (variant, told) => {
    const values: number[] = []
    for (;;) {
      const measurement = await measurer.sample(variant)
      if (measurement.kind === 'unusable') {
        told(measurement, 'unusable')
        return { verdict: 'unusable', value: undefined }
      }
      values.push(measurement.value)
      const isBad = badness(values, ends)
      const verdict = isBad >= confidence ? 'bad' : isBad <= 1 - confidence ? 'good' : undefined
      told(measurement, verdict)
      if (verdict) return { verdict, value: mean(values) }
    }
  }
}

export function mean(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0) / values.length
}
