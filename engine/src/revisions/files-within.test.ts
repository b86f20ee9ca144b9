import { describe, expect, it } from 'vitest'
import { filesWithin } from './files-within.ts'

const sorted = ['a', 'b-c', 'b.c', 'b/c', 'b/d/e', 'b0', 'é', '\uffee', '😀/x']

describe('files within a place', () => {
  it.each([
    ['', sorted],
    ['a', ['a']],
    ['b', ['b/c', 'b/d/e']],
    ['b/d', ['b/d/e']],
    ['b/c', ['b/c']],
    ['b0', ['b0']],
    ['\uffee', ['\uffee']],
    ['😀', ['😀/x']],
    ['c', []],
    ['z', []],
  ])('are found in a sorted list: %j', (place, expected) => {
    expect(filesWithin(sorted, place)).toEqual(expected)
  })
})
