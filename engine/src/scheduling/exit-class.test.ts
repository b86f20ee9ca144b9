import { describe, expect, it } from 'vitest'
import { classOf } from './exit-class.ts'

describe('what an attempt failed of', () => {
  it.each([
    [1, false, 'exit'],
    [128, false, 'exit'],
    [255, false, 'exit'],
    [-15, false, 'signal'],
    [143, false, 'signal'],
    [-9, true, 'oom'],
    [137, true, 'oom'],
    [-15, true, 'signal'],
  ])('exit %d, memory gone: %s, is %s', (exit, isOutOfMemory, expected) => {
    expect(classOf(exit, isOutOfMemory)).toBe(expected)
  })
})
