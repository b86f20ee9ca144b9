import { expect, it } from 'vitest'
import { shortSize } from './sizes.ts'

it.each([
  [0, '0'],
  [1023, '1023'],
  [1024, '1.00k'],
  [4096, '4.00k'],
  [12_600, '12.3k'],
  [125_000, '122k'],
  [1_023_000, '999k'],
  [1_024_000, '0.98M'],
  [3_000_000, '2.86M'],
  [5 * 1024 ** 3, '5.00G'],
])('%i bytes are %s', (bytes, size) => {
  expect(shortSize(bytes)).toBe(size)
})
