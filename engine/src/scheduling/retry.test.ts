import { describe, expect, it } from 'vitest'
import { isWorthRetry, pauseBefore } from './retry.ts'

describe('another try', () => {
  const failed = { failureClass: 'exit', exit: 75 }
  const policy = { most: 2, pause: 3, factor: 2 }

  it.each([
    ['after the first', failed, 1, policy, true],
    ['not after the last', failed, 3, policy, false],
    ['for what is named', failed, 1, { ...policy, on: ['exit:75'] }, true],
    ['for a class that is named', failed, 1, { ...policy, on: ['oom', 'exit'] }, true],
    ['not for what is not named', failed, 1, { ...policy, on: ['exit:1', 'signal'] }, false],
  ])('%s', (_, error, number, retries, expected) => {
    expect(isWorthRetry(error, number, retries)).toBe(expected)
  })

  it('waits longer each time', () => {
    expect([1, 2, 3].map((number) => pauseBefore(number, policy))).toEqual([3000, 6000, 12_000])
  })
})
