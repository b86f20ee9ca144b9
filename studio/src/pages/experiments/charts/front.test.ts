import { expect, it } from 'vitest'
import { frontOf } from './front.ts'

const spots = [
  [1, 1],
  [2, 3],
  [3, 2],
  [2, 2],
  [3, 2],
].map(([x, y], row) => ({ row, x: x!, y: y! }))
const rows = (found: readonly { readonly row: number }[]) => found.map(({ row }) => row)

it('has the runs that none beats in both', () => {
  expect(rows(frontOf(spots, 'max', 'max'))).toEqual([2, 1])
  expect(rows(frontOf(spots, 'min', 'min'))).toEqual([0])
  expect(rows(frontOf(spots, 'min', 'max'))).toEqual([0, 1])
})

it('is not there where nobody has told which way is better', () => {
  expect(frontOf(spots, 'max', undefined)).toEqual([])
})
