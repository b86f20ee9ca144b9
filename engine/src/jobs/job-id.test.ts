import { describe, expect, it } from 'vitest'
import { isJobId, nextJobId } from './job-id.ts'

const noon = Date.parse('2026-11-28T12:00:00.000Z')

describe('the id of a job', () => {
  it('tells when it was asked for', () => {
    expect(nextJobId(noon, undefined, 0.5)).toBe('20261128T120000000-i000')
    expect(isJobId('20261128T120000000-i000')).toBe(true)
  })

  it('sorts behind all there are, also when the clock has gone back by a day', () => {
    const first = nextJobId(noon, undefined, 0.9)
    const second = nextJobId(noon, first, 0.1)
    const third = nextJobId(noon - 86_400_000, second, 0)
    expect([third, second, first].sort()).toEqual([first, second, third])
  })

  it.each(['runners', 'removed-20261128T120000000-i000', '../x', '20261128T120000000-i000.tmp'])(
    'is not %s',
    (name) => {
      expect(isJobId(name)).toBe(false)
    },
  )
})
