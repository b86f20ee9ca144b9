import { Failure } from '@sterna/engine'
import { describe, expect, it } from 'vitest'
import { inTime } from './in-time.ts'

describe('what somebody else has worded', () => {
  it('is carried out', () => {
    expect(inTime(() => 2 + 3)).toBe(5)
  })

  it('is stopped when it takes too long, also within a pattern, and the next one is carried out', () => {
    const endless = () => /^(a+)+$/u.test(`${'a'.repeat(60)}!`)
    expect(() => inTime(endless, 50)).toThrow('The filter took longer than 0.05 s.')
    expect(inTime(() => 'next')).toBe('next')
  })

  it('fails as it failed', () => {
    const failure = new Failure('usage', 'The filter is not understood.')
    expect(() =>
      inTime(() => {
        throw failure
      }),
    ).toThrow(failure)
  })
})
