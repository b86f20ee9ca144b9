import { describe, expect, it } from 'vitest'
import { shareOut, threadsWorth } from './share-out.ts'

describe('sharing files out', () => {
  it.each([
    ['many small ones', [1, 1, 1, 1], 2, [2, 4]],
    ['a large one first', [1e9, 1, 1, 1], 2, [1, 4]],
    ['fewer files than shares', [5], 3, [1, 1, 1]],
  ])('of %s keeps their order and evens the work', (_, bytes, shares, ends) => {
    const found = shareOut(Float64Array.from(bytes), shares)
    expect(found.map(({ to }) => to)).toEqual(ends)
    expect(found.map(({ from }) => from)).toEqual([0, ...ends.slice(0, -1)])
  })
})

describe('how many threads are worth it', () => {
  it.each([
    ['a few files', [1, 2, 3], 0],
    ['one file, however large', [1e12], 0],
    ['few files that are large', [1e9, 1e9], 1],
    ['very many files', Array.from({ length: 30_000 }, () => 1), 29_999],
  ])('for %s', (_, bytes, threads) =>
    expect(
      threadsWorth(
        bytes.length,
        bytes.reduce((sum, size) => sum + size, 0),
      ),
    ).toBe(threads),
  )
})
