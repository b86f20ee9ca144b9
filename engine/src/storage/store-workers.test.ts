import { describe, expect, it } from 'vitest'
import { received, type SentFiles, shareOut, startWorkers } from './store-workers.ts'

const filesOf = (...bytes: number[]) => ({
  paths: bytes.map((_, i) => `f${i}`),
  bytes: Float64Array.from(bytes),
  mtimes: Float64Array.from(bytes, (_, i) => i),
})

function pathsOf(share: SentFiles): (string | undefined)[] {
  const { paths } = received(share)
  return Array.from({ length: paths.length }, (_, i) => paths.at(i))
}

describe('sharing files out', () => {
  it.each([
    [
      'many small ones',
      [1, 1, 1, 1],
      2,
      [
        ['f0', 'f1'],
        ['f2', 'f3'],
      ],
    ],
    ['a large one first', [1e9, 1, 1, 1], 2, [['f0'], ['f1', 'f2', 'f3']]],
    ['fewer files than pieces', [5], 3, [['f0'], [], []]],
  ])('of %s keeps their order and evens the work', (_, bytes, pieces, expected) => {
    const shares = shareOut(filesOf(...bytes), pieces)
    expect(shares.map(pathsOf)).toEqual(expected)
    expect(shares.flatMap(({ bytes: some }) => [...some])).toEqual(bytes)
  })

  it('starts no thread for a few files', () => expect(startWorkers(filesOf(1, 2, 3))).toEqual([]))
})
