import { describe, expect, it } from 'vitest'
import type { Candidate } from '../search/ancestor-sums.ts'
import { badness, difference, nextSample, suspicions } from './posterior.ts'

const chain = (count: number): Candidate[] =>
  Array.from({ length: count }, (_, i) => ({ commit: `c${i + 1}`, parents: [`c${i}`] }))
const ends = { good: [0.9, 0.91, 0.89, 0.9], bad: [0.8, 0.81, 0.79, 0.8] }

describe('suspicion', () => {
  it('is alike for all before anything was measured', () => {
    const found = suspicions({ candidates: chain(4), ...ends, measured: new Map() })
    expect(found.map(({ probability }) => Math.round(probability * 100))).toEqual([25, 25, 25, 25])
  })

  it('moves to what came after where the metric is still good, and to what came before where it is bad', () => {
    const at = (values: readonly number[]) =>
      suspicions({ candidates: chain(4), ...ends, measured: new Map([['c2', values]]) }).map(({ probability }) =>
        Number(probability.toFixed(2)),
      )
    expect(at([0.9])).toEqual([0, 0, 0.5, 0.5])
    expect(at([0.8])).toEqual([0.5, 0.5, 0, 0])
    expect(at([0.85])).toEqual([0.25, 0.25, 0.25, 0.25])
  })

  it('is sure at once if the metric does not vary', () => {
    const measured = new Map([['c1', [1]]])
    const [first, second] = suspicions({ candidates: chain(2), good: [1, 1], bad: [0, 0], measured })
    expect(first!.probability).toBeLessThan(1e-6)
    expect(second!.probability).toBeGreaterThan(0.99)
  })
})

describe('the next sample', () => {
  const next = (
    probabilities: readonly number[],
    measured: Record<string, readonly number[]>,
    unusable: string[] = [],
  ) => {
    const found = probabilities.map((probability, i) => ({ commit: `c${i + 1}`, probability }))
    const history = { candidates: chain(4), ...ends, measured: new Map(Object.entries(measured)) }
    return nextSample(history, found, new Set(unusable))
  }

  it.each([
    [[0.25, 0.25, 0.25, 0.25], [], 'c2'],
    [[0.7, 0.1, 0.1, 0.1], [], 'c1'],
    [[0.25, 0.25, 0.25, 0.25], ['c2'], 'c1'],
  ])('of %j without %j is at %s', (probabilities, unusable, commit) => {
    expect(next(probabilities, {}, unusable)).toEqual({ kind: 'commit', commit })
  })

  it('is at an end if the commit in doubt was measured as often', () => {
    expect(next([0.25, 0.25, 0.25, 0.25], { c2: [0.85, 0.85, 0.85, 0.85] })).toEqual({ kind: 'good' })
  })

  it('is at an end if there is nothing else', () => {
    expect(next([0.25, 0.25, 0.25, 0.25], {}, ['c1', 'c2', 'c3'])).toEqual({ kind: 'good' })
  })
})

describe('a variant', () => {
  it.each([
    [[0.9, 0.89], 0],
    [[0.79], 1],
    [[0.85], 0.5],
  ])('with %j is bad with probability %f', (values, probability) => {
    expect(badness(values, ends)).toBeCloseTo(probability, 1)
  })
})

describe('the ends', () => {
  it.each([
    [[1, 2, 3], [1, 2, 3], 0],
    [[1, 2, 3, 4], [2, 3, 4, 5], 0.685],
    [[1, 1, 1], [2, 2, 2], 1],
    [[1, 1], [1, 1], 0],
  ])('%j and %j differ with confidence %f', (good, bad, confidence) => {
    expect(difference({ good, bad })).toBeCloseTo(confidence, 2)
  })
})

describe('500 made-up histories', () => {
  /** mulberry32 */
  const random = (seed: number) => () => {
    seed = (seed + 0x6d2b79f5) | 0
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
  const play = (seed: number, distance: number) => {
    const next = random(seed)
    const normal = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())
    const candidates = chain(2 + Math.floor(next() * 30))
    const first = 1 + Math.floor(next() * candidates.length)
    const measure = (index: number) => (index >= first ? distance : 0) + normal()
    const measured = new Map<string, readonly number[]>()
    const many = (index: number) => Array.from({ length: 5 }, () => measure(index))
    const history = { candidates, good: many(0), bad: many(candidates.length), measured }
    for (let runs = 10; runs < 1000; runs++) {
      const found = suspicions(history)
      const best = found.reduce((a, b) => (b.probability > a.probability ? b : a))
      if (best.probability >= 0.95) return { isRight: best.commit === `c${first}`, runs }
      const next = nextSample(history, found, new Set())
      if (next.kind !== 'commit') history[next.kind].push(measure(next.kind === 'good' ? 0 : candidates.length))
      else measured.set(next.commit, [...(measured.get(next.commit) ?? []), measure(Number(next.commit.slice(1)))])
    }
    return { isRight: false, runs: 1000 }
  }

  it.each([2, 3, 5])(
    'at a confidence of 0.95 and a distance of %i standard deviations are right in 95 of 100',
    (distance) => {
      const played = Array.from({ length: 500 }, (_, seed) => play(seed + 1, distance))
      expect(played.filter(({ isRight }) => isRight).length).toBeGreaterThanOrEqual(475)
    },
  )
})
