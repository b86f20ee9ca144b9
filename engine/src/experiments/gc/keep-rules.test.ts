import { describe, expect, it } from 'vitest'
import { type Candidate, judge, type KeepRules } from './keep-rules.ts'
import { parseAge } from './parse-age.ts'

const day = 24 * 60 * 60
const now = 100 * day
const usual = { isPinned: false, isBusy: false, isReadable: true, score: undefined }
const aged = (days: number, more: Partial<Candidate> = {}): Candidate => ({
  ...usual,
  seconds: now - days * day,
  ...more,
})

const candidates: readonly Candidate[] = [
  aged(0, { score: 0.5 }),
  aged(10, { score: 0.9 }),
  aged(10, { score: 0.7 }),
  aged(30, { score: 0.7 }),
  aged(40),
  aged(90, { isPinned: true }),
  aged(90, { isBusy: true }),
  aged(90, { isReadable: false }),
  { ...usual, seconds: undefined },
]
const always = ['pinned', 'busy', 'unreadable', 'unreadable']
const gone = undefined

describe('an experiment stays if any rule keeps it', () => {
  it.each<[string, KeepRules, (string | undefined)[]]>([
    ['no rule', {}, [gone, gone, gone, gone, gone]],
    ['an age, which is included', { milliseconds: parseAge('30d') }, ['young', 'young', 'young', 'young', gone]],
    ['the best one', { best: 1 }, [gone, 'best', gone, gone, gone]],
    ['the best two, and who equals the second', { best: 2 }, [gone, 'best', 'best', 'best', gone]],
    ['more of the best than have a number', { best: 9 }, ['best', 'best', 'best', 'best', gone]],
    ['the newest one', { newest: 1 }, ['newest', gone, gone, gone, gone]],
    ['the newest two, and who equals the second', { newest: 2 }, ['newest', 'newest', 'newest', gone, gone]],
    ['more of the newest than there are', { newest: 99 }, Array.from({ length: 5 }, () => 'newest')],
    ['several', { best: 1, newest: 1, milliseconds: parseAge('2w') }, ['newest', 'best', 'young', gone, gone]],
  ])('%s', (_, rules, expected) => {
    expect(judge(candidates, rules, now * 1000)).toEqual([...expected, ...always])
  })

  it('one of the future is young', () => {
    expect(judge([aged(-5)], { milliseconds: 1 }, now * 1000)).toEqual(['young'])
  })
})

describe('an age', () => {
  it('is a number of hours, days or weeks', () => {
    expect(['12h', '30d', '2w'].map((text) => parseAge(text) / 3_600_000)).toEqual([12, 720, 336])
  })

  it.each(['30', 'd', '-1d', '1.5d', '1 d', '30D', '1m', '9999999d', ''])('%j is none', (text) => {
    expect(() => parseAge(text)).toThrow(`'${text}' is no age.`)
  })
})
