import { describe, expect, it } from 'vitest'
import { classOf, FailedAttempt, isWorthRetry, pauseBefore } from './failed-attempt.ts'

describe('what an attempt failed of', () => {
  it.each([
    [1, false, 'exit'],
    [128, false, 'exit'],
    [-15, false, 'signal'],
    [143, false, 'signal'],
    [-9, true, 'oom'],
    [137, true, 'oom'],
    [-15, true, 'signal'],
  ])('exit %d, memory gone: %s, is %s', (exit, isOutOfMemory, expected) => {
    expect(classOf(exit, isOutOfMemory)).toBe(expected)
  })
})

describe('another try', () => {
  const failed = new FailedAttempt('exit', 'x', { exit: 75 })
  const policy = { most: 2, pause: 3, factor: 2 }

  it.each([
    ['after the first', failed, 1, policy, true],
    ['not after the last', failed, 3, policy, false],
    ['for what is named', failed, 1, { ...policy, on: ['exit:75'] }, true],
    ['for a class that is named', failed, 1, { ...policy, on: ['oom', 'exit'] }, true],
    ['not for what is not named', failed, 1, { ...policy, on: ['exit:1', 'signal'] }, false],
    ['never for an input that was written', new FailedAttempt('changed-input', 'x'), 1, policy, false],
  ])('%s', (_, error, number, retries, expected) => {
    expect(isWorthRetry(error, number, retries)).toBe(expected)
  })

  it('waits longer each time', () => {
    expect([1, 2, 3].map((number) => pauseBefore(number, policy))).toEqual([3000, 6000, 12_000])
  })
})
