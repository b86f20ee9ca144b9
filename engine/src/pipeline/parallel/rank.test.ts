import { describe, expect, it } from 'vitest'
import { rank } from './rank.ts'

interface Given {
  readonly followers?: Record<string, readonly string[]>
  readonly seconds?: Record<string, number>
  readonly priorities?: Record<string, number>
}

const ranked = (nodes: readonly string[], { followers = {}, seconds = {}, priorities = {} }: Given = {}) =>
  rank({
    nodes,
    followersOf: (node) => followers[node] ?? [],
    secondsOf: (node) => seconds[node],
    priorityOf: (node) => priorities[node] ?? 0,
  }).join(' ')

describe('the order in which stages start', () => {
  it('is that of the plan where nothing speaks against it', () => {
    expect(ranked(['b', 'a', 'c'])).toBe('b a c')
  })

  it('begins with the longest way', () => {
    expect(ranked(['a', 'b', 'c', 'd'], { followers: { b: ['d'] } })).toBe('b a c d')
    expect(ranked(['a', 'b'], { seconds: { a: 1, b: 2 } })).toBe('b a')
  })

  it('follows priorities, and what comes before something urgent is urgent', () => {
    expect(ranked(['a', 'b', 'c'], { priorities: { c: 1 }, followers: { b: ['c'] } })).toBe('b c a')
  })

  it('never puts something before what it waits for', () => {
    expect(ranked(['a', 'b'], { followers: { a: ['b'] }, seconds: { a: 0, b: 0 } })).toBe('a b')
  })
})
