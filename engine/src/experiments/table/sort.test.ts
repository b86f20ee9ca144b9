import { expect, it } from 'vitest'
import { compareKeys } from './sort.ts'

it.each([
  [1, 2],
  [1, Number.NaN],
  [Number.POSITIVE_INFINITY, Number.NaN],
  [Number.NaN, 'text'],
  [1, 'text'],
  ['a', 'b'],
  ['a', undefined],
  [Number.NaN, undefined],
])('%s stands before %s', (first, second) => {
  expect(compareKeys(first, second)).toBeLessThan(0)
  expect(compareKeys(second, first)).toBeGreaterThan(0)
  expect(compareKeys(first, first)).toBe(0)
})
