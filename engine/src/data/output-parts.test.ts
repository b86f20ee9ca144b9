import { describe, expect, it } from 'vitest'
import { outermost, partFilter } from './output-parts.ts'

describe('parts of a directory', () => {
  it.each([
    [['a', 'a'], ['a']],
    [
      ['a/b', 'a', 'ab'],
      ['a', 'ab'],
    ],
    [
      ['a/b/c', 'a/b', 'a/d'],
      ['a/b', 'a/d'],
    ],
  ])('%j are %j without those inside others', (paths, kept) => {
    expect(outermost(paths)).toEqual(kept)
  })

  it('are files, or all that lies below a directory', () => {
    const isMeant = partFilter(['a', 'sub/deep'])
    expect(['a', 'ab', 'sub/x', 'sub/deep/y/z'].filter(isMeant)).toEqual(['a', 'sub/deep/y/z'])
    expect(partFilter(undefined)('anything')).toBe(true)
  })
})
