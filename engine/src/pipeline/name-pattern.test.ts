import { describe, expect, it } from 'vitest'
import { namePattern } from './name-pattern.ts'

describe('a pattern for names', () => {
  it.each([
    ['s1', 's1', true],
    ['s1', 's11', false],
    ['s*', 's1', true],
    ['s*', 'as1', false],
    ['*', 'group@a/b.c', true],
    ['s?', 's1', true],
    ['s?', 's', false],
    ['s[12]', 's2', true],
    ['s[12]', 's3', false],
    ['s[!12]', 's3', true],
    ['s[!12]', 's1', false],
    ['s[0-9]', 's7', true],
    ['s[]]', 's]', true],
    ['s[', 's[', true],
    ['a.b', 'axb', false],
    ['a+(b)', 'a+(b)', true],
    ['a-b', 'a-b', true],
    ['a\\b', 'a\\b', true],
  ])('%s on %s: %s', (pattern, name, expected) => {
    expect(namePattern(pattern)(name)).toBe(expected)
  })
})
