import { describe, expect, it } from 'vitest'
import { type AttemptEnd, type JobOutcome, type JobPolicy, usualJobPolicy } from './job.ts'
import type { AttemptFacts, JobFacts } from './job-facts.ts'
import { isEnded, stateOf } from './job-state.ts'

const by = { process: 1, host: 'here' }
const claim = { kind: 'taken', token: 't', by, began: 0, command: [], directory: '/' } as const
const claimed = (number: number, more: Partial<AttemptFacts> = {}): AttemptFacts => ({
  number,
  claim,
  child: undefined,
  exited: undefined,
  end: undefined,
  isAskedToStop: false,
  isAlive: true,
  lastSign: 0,
  ...more,
})
const ended = (number: number, outcome: JobOutcome, more: Partial<AttemptEnd> = {}, asked = false) =>
  claimed(number, { end: { outcome, ended: 0, ...more }, isAlive: false, isAskedToStop: asked })
const job = (attempts: readonly AttemptFacts[], retries: Partial<JobPolicy['retries']> = {}): JobFacts => ({
  id: '20260101T000000000-aaaa',
  submission: {
    name: 'x',
    kind: 'test',
    details: {},
    policy: { ...usualJobPolicy, retries: { ...usualJobPolicy.retries, ...retries } },
    asked: 0,
    by,
  },
  attempts,
})

describe('the state of a job', () => {
  it.each<[string, JobFacts, object]>([
    ['waits when nobody has claimed it', job([]), { kind: 'queued', attempt: 1, pause: 0 }],
    ['runs while its supervisor is there', job([claimed(1)]), { kind: 'running', attempt: 1 }],
    ['runs while that cannot be seen', job([claimed(1, { isAlive: undefined })]), { kind: 'running', attempt: 1 }],
    ['has nobody when the supervisor has gone', job([claimed(1, { isAlive: false })]), { kind: 'gone', attempt: 1 }],
    ['has ended well', job([ended(1, 'succeeded')]), { kind: 'succeeded', attempt: 1 }],
    ['has failed', job([ended(1, 'failed')]), { kind: 'failed', attempt: 1 }],
    ['waits for another try', job([ended(1, 'failed')], { most: 1 }), { kind: 'queued', attempt: 2, pause: 1000 }],
    [
      'waits longer for the next one',
      job([ended(1, 'failed'), ended(2, 'lost'), ended(3, 'failed')], { most: 2 }),
      { kind: 'queued', attempt: 4, pause: 2000 },
    ],
    [
      'is not tried again for what is not named',
      job([ended(1, 'failed', { failure: 'timeout' })], { most: 1, on: ['exit:75'] }),
      { kind: 'failed', attempt: 1 },
    ],
    [
      'is tried again for what is named',
      job([ended(1, 'failed', { failure: 'exit', exit: 75 })], { most: 1, on: ['exit:75'] }),
      { kind: 'queued', attempt: 2 },
    ],
    ['is tried again when it was lost', job([ended(1, 'lost')]), { kind: 'queued', attempt: 2, pause: 0 }],
    ['is lost when that was too often', job([ended(1, 'lost')], { lost: 0 }), { kind: 'lost', attempt: 1 }],
    ['is cancelled when it was ended', job([ended(1, 'cancelled')], { most: 9 }), { kind: 'cancelled', attempt: 1 }],
    [
      'is cancelled when it never may begin',
      job([ended(1, 'failed'), claimed(2, { claim: { kind: 'void', by, at: 0 } })], { most: 3 }),
      { kind: 'cancelled', attempt: 2 },
    ],
    [
      'is not tried again when somebody asked it to stop meanwhile',
      job([ended(1, 'failed', {}, true)], { most: 3 }),
      { kind: 'failed', attempt: 1 },
    ],
    [
      'runs all the same when that came after the next try had begun',
      job([ended(1, 'failed', {}, true), claimed(2)], { most: 3 }),
      { kind: 'running', attempt: 2 },
    ],
    [
      'has nobody when its claim cannot be read',
      job([claimed(1, { claim: undefined, isAlive: false })]),
      { kind: 'gone' },
    ],
  ])('%s', (_, facts, expected) => {
    expect(stateOf(facts)).toMatchObject(expected)
  })

  it('is an end or is none', () => {
    expect(isEnded(stateOf(job([ended(1, 'succeeded')])))).toBe(true)
    expect(isEnded(stateOf(job([claimed(1, { isAlive: false })])))).toBe(false)
  })
})
