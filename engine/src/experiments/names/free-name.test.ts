import { describe, expect, it } from 'vitest'
import { freeName } from './free-name.ts'
import { adjectives, nouns } from './words.ts'

describe('a name that nobody has chosen', () => {
  it('is an adjective of five letters and a noun of four, as in DVC', () => {
    for (let i = 0; i < 50; i++) expect(freeName(() => false)).toMatch(/^[a-z]{5}-[a-z]{4}$/)
  })

  it('is made of words that are there once', () => {
    expect(adjectives.filter((word) => !/^[a-z]{5}$/.test(word))).toEqual([])
    expect(nouns.filter((word) => !/^[a-z]{4}$/.test(word))).toEqual([])
    expect(new Set(adjectives).size).toBe(adjectives.length)
    expect(new Set(nouns).size).toBe(nouns.length)
  })

  it('is none that is taken', () => {
    let at = 0
    const taken = new Set([`${adjectives[0]}-${nouns[0]}`])
    expect(freeName(taken.has.bind(taken), () => Math.floor(at++ / 2))).toBe(`${adjectives[1]}-${nouns[1]}`)
  })

  it('gets a number when every pair of words is taken', () => {
    expect(
      freeName(
        (name) => /^[a-z]+-[a-z]+$/.test(name),
        () => 0,
      ),
    ).toBe(`${adjectives[0]}-${nouns[0]}-1000`)
  })
})
