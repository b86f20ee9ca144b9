import { expect, it } from 'vitest'
import { ticksBetween } from './ticks.ts'

it.each([
  [0, 1, false, [0, 0.2, 0.4, 0.6, 0.8, 1]],
  [0.7944, 0.9502, false, [0.8, 0.85, 0.9, 0.95]],
  [2, 10, false, [2, 4, 6, 8, 10]],
  [-3, 4, false, [-2, 0, 2, 4]],
  [5, 5, false, [5]],
  [0.000_102, 0.0955, true, [0.001, 0.01]],
  [1e-9, 1e9, true, [1e-9, 1e-5, 0.1, 1_000, 10_000_000]],
])('between %d and %d, by powers of ten %s', (low, high, isLog, ticks) => {
  expect(ticksBetween(low, high, isLog)).toEqual(ticks)
})
