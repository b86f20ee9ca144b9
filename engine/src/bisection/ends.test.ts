import { describe, expect, it } from 'vitest'
import { isBeyond, type LimitRequest, limitBetween } from './ends.ts'

const end = (revision: string, ...values: number[]) => ({ revision, commit: revision, values })
const usual = { direction: undefined, threshold: undefined, confidence: undefined }
const between = (good: number, bad: number, more: Partial<LimitRequest> = {}) =>
  limitBetween({ ...usual, good: end('v1', good), bad: end('main', bad), ...more })

describe('the limit', () => {
  it.each([
    [0.9, 0.7, undefined, { threshold: 0.8, isBadBelow: true }],
    [1, 2, undefined, { threshold: 1.5, isBadBelow: false }],
    [0.9, 0.7, 0.85, { threshold: 0.85, isBadBelow: true }],
  ])('between %f and %f with %s', (good, bad, threshold, limit) => {
    const found = between(good, bad, { threshold })
    expect(found.threshold).toBeCloseTo(limit.threshold)
    expect(found.isBadBelow).toBe(limit.isBadBelow)
    expect([isBeyond(found, good), isBeyond(found, bad)]).toEqual([false, true])
  })

  it.each([
    ['The metric does not differ: v1: 0.9, main: 0.9', 0.9, 0.9, {}],
    ["'main' is better than 'v1': v1: 0.7, main: 0.9", 0.7, 0.9, { direction: 'max' }],
    ["'main' is better than 'v1': v1: 0.9, main: 0.7", 0.9, 0.7, { direction: 'min' }],
    ['The threshold 0.5 does not lie between them: v1: 0.9, main: 0.7', 0.9, 0.7, { threshold: 0.5 }],
    ['The threshold 0.95 does not lie between them: v1: 0.9, main: 0.7', 0.9, 0.7, { threshold: 0.95 }],
  ] as const)('is refused: %s', (message, good, bad, more) => {
    expect(() => between(good, bad, more)).toThrow(message)
  })

  it('is refused where the ends differ no more than they vary', () => {
    const request = { ...usual, confidence: 0.95, good: end('v1', 1, 2, 3, 4), bad: end('main', 2, 3, 4, 5) }
    expect(() => limitBetween(request)).toThrow(
      'The metric does not differ at a confidence of 0.95: v1: 2.5 on average of 4, main: 3.5 on average of 4',
    )
  })
})
