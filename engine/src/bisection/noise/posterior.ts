import { ancestorSums, ancestorsOf, type Candidate } from '../search/ancestor-sums.ts'
import { join, logEvidence, normalize, noSamples, type Samples, samplesOf } from './evidence.ts'

/** What was measured until now: at both ends, and at commits between them. */
export interface NoisyHistory {
  /** With parents in front; the last one is the bad end. */
  readonly candidates: readonly Candidate[]
  readonly good: readonly number[]
  readonly bad: readonly number[]
  readonly measured: ReadonlyMap<string, readonly number[]>
}

export interface Suspicion {
  readonly commit: string
  /** That it is the first bad one. */
  readonly probability: number
}

/**
 * How probable it is of each candidate that it is the first bad one, by Bayes with all alike before. If it is, what was measured at it and
 * after it comes from the distribution of the bad end, and everything else from that of the good one; see `logEvidence`.
 */
export function suspicions({ candidates, good, bad, measured }: NoisyHistory): Suspicion[] {
  const known = new Map(candidates.map((one) => [one.commit, one]))
  const sites = [...measured].map(([commit, values]) => ({
    before: ancestorsOf(known, [commit]),
    samples: samplesOf(values),
  }))
  const logs = candidates.map(({ commit }) => {
    const after = sumOf(sites.filter(({ before }) => before.has(commit)))
    const others = sumOf(sites.filter(({ before }) => !before.has(commit)))
    return logEvidence(join(samplesOf(good), others), join(samplesOf(bad), after))
  })
  const probabilities = normalize(logs)
  return candidates.map(({ commit }, i) => ({ commit, probability: probabilities[i]! }))
}

/** Where to measure next: at one of the ends, or at a commit between them. */
export type NextSample =
  | { readonly kind: 'good' }
  | { readonly kind: 'bad' }
  | { readonly kind: 'commit'; readonly commit: string }

/**
 * Where a measurement tells most: at that commit which is as likely bad as good. Noisy answers make no other choice better (B. Jedynak, P. I.
 * Frazier, R. Sznitman, Twenty questions with noise, Journal of Applied Probability 49, 2012). But an end that was measured less often than that commit goes
 * first: a commit in the middle between two means that are not known well stays in doubt for ever.
 */
export function nextSample(
  { candidates, measured, good, bad }: NoisyHistory,
  found: readonly Suspicion[],
  unusable: ReadonlySet<string>,
): NextSample {
  const own = new Map(found.map(({ commit, probability }) => [commit, probability]))
  const isBad = ancestorSums(candidates, (commit) => own.get(commit) ?? 0)
  const doubt = (commit: string) => Math.abs(isBad.get(commit)! - 0.5)
  const times = (commit: string) => measured.get(commit)?.length ?? 0
  const open = candidates.slice(0, -1).flatMap(({ commit }) => (unusable.has(commit) ? [] : [commit]))
  const commit = open.sort((a, b) => doubt(a) - doubt(b) || times(a) - times(b))[0]
  const least = Math.min(good.length, bad.length)
  if (commit !== undefined && times(commit) < least) return { kind: 'commit', commit }
  return { kind: good.length === least ? 'good' : 'bad' }
}

/** How probable it is that what was measured belongs to the bad end rather than to the good one, both alike before. */
export function badness(values: readonly number[], { good, bad }: Pick<NoisyHistory, 'good' | 'bad'>): number {
  const [own, atGood, atBad] = [samplesOf(values), samplesOf(good), samplesOf(bad)]
  return normalize([logEvidence(join(atGood, own), atBad), logEvidence(atGood, join(atBad, own))])[1]!
}

/** How probable it is that the two ends differ at all, and are not one distribution cut in two, both alike before. */
export function difference({ good, bad }: Pick<NoisyHistory, 'good' | 'bad'>): number {
  const t = Math.abs(pooledT(good, bad))
  return 1 - 2 * upperTail(t, good.length + bad.length - 2)
}

function pooledT(good: readonly number[], bad: readonly number[]): number {
  const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length
  const spread = (values: readonly number[]) => values.reduce((sum, value) => sum + (value - mean(values)) ** 2, 0)
  const variance = (spread(good) + spread(bad)) / (good.length + bad.length - 2)
  const distance = mean(bad) - mean(good)
  if (distance === 0) return 0
  return distance / Math.sqrt(variance * (1 / good.length + 1 / bad.length) || Number.MIN_VALUE)
}

/** The upper tail of Student's t, by Simpson's rule in the angle θ = atan(t/√ν), in which its density is a power of cos θ. */
function upperTail(t: number, free: number): number {
  const integral = (from: number, to: number) => {
    const [steps, width] = [400, (to - from) / 400]
    let sum = 0
    for (let i = 0; i <= steps; i++) {
      const weight = i === 0 || i === steps ? 1 : i % 2 === 1 ? 4 : 2
      sum += weight * Math.cos(from + i * width) ** (free - 1)
    }
    return (sum * width) / 3
  }
  const half = Math.PI / 2
  return integral(Math.atan(t / Math.sqrt(free)), half) / (2 * integral(0, half))
}

function sumOf(sites: readonly { readonly samples: Samples }[]): Samples {
  return sites.reduce((sum, { samples }) => join(sum, samples), noSamples)
}
