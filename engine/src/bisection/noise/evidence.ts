/** Numbers of one group, as far as evidence needs them. */
export interface Samples {
  readonly count: number
  readonly sum: number
  readonly squares: number
}

export const noSamples: Samples = { count: 0, sum: 0, squares: 0 }

export function samplesOf(values: readonly number[], start = noSamples): Samples {
  return values.reduce(
    ({ count, sum, squares }, value) => ({ count: count + 1, sum: sum + value, squares: squares + value * value }),
    start,
  )
}

export function join(a: Samples, b: Samples): Samples {
  return { count: a.count + b.count, sum: a.sum + b.sum, squares: a.squares + b.squares }
}

/**
 * How well two groups explain all values: the logarithm, but for a constant, of their likelihood as two normal distributions of one unknown
 * variance, with means and variance integrated out under the usual vague priors (flat, and 1/σ²):
 *
 *     −½·ln(n₁·n₂) − (n₁ + n₂ − 2)/2 · ln(SS₁ + SS₂),   SS the sum of squares about the group's mean
 *
 * A. F. M. Smith, A Bayesian approach to inference about a change-point in a sequence of random variables, Biometrika 62 (1975). Because the
 * spread is integrated out instead of estimated, few repeats make nothing look surer than it is.
 */
export function logEvidence(good: Samples, bad: Samples): number {
  const spread = Math.max(spreadOf(good) + spreadOf(bad), leastSpread(join(good, bad)))
  const free = good.count + bad.count - 2
  return -Math.log(good.count * bad.count) / 2 - (free / 2) * Math.log(spread)
}

function spreadOf({ count, sum, squares }: Samples): number {
  return count === 0 ? 0 : Math.max(squares - (sum * sum) / count, 0)
}

/** Metrics that do not vary at all leave only what rounding leaves. */
function leastSpread({ squares }: Samples): number {
  return Math.max(squares * 1e-13, Number.MIN_VALUE * 1e20)
}

/** Probabilities from logarithms of what is proportional to them. */
export function normalize(logs: readonly number[]): number[] {
  const greatest = Math.max(...logs)
  const parts = logs.map((log) => Math.exp(log - greatest))
  const sum = parts.reduce((a, b) => a + b, 0)
  return parts.map((part) => part / sum)
}
