import { describe, expect, it } from 'vitest'
import { byDepth, shareByTop } from './share-by-top.ts'

const share = (...relpaths: string[]) => ({ relpaths, hashes: relpaths.map((relpath) => `hash of ${relpath}`) })

describe('sharing out files that are to be placed', () => {
  it('takes those at the top apart', () => {
    const files = new Map(['a/b/c', 'b', 'c/d', 'e'].map((relpath) => [relpath, `hash of ${relpath}`]))
    expect(byDepth(files)).toEqual({ top: share('b', 'e'), below: share('a/b/c', 'c/d') })
  })

  it.each([
    [
      'evenly',
      ['a/1', 'b/1', 'c/1', 'd/1'],
      [
        ['a/1', 'b/1'],
        ['c/1', 'd/1'],
      ],
    ],
    ['never one directory at the top twice', ['a/1', 'a/b/2', 'a/c/3', 'b/1'], [['a/1', 'a/b/2', 'a/c/3'], ['b/1']]],
    ['also where a directory comes back', ['a/1', 'b/1', 'c/1', 'a/2'], [['a/1', 'b/1', 'a/2'], ['c/1']]],
    ['a single directory to one', ['a/1', 'a/2'], [['a/1', 'a/2'], []]],
  ])('%s', (_, relpaths, expected) =>
    expect(shareByTop(share(...relpaths), 2)).toEqual(expected.map((some) => share(...some))),
  )
})
