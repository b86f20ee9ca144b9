import { describe, expect, it } from 'vitest'
import { type JobPolicy, usualJobPolicy } from '../job.ts'
import type { AttemptFacts, JobFacts } from '../job-facts.ts'
import { nextSteps, type QueueView } from './next-steps.ts'

const by = { process: 1, host: 'here' }
const attempt = (more: Partial<AttemptFacts>): AttemptFacts => ({
  number: 1,
  claim: { kind: 'taken', token: '', by, began: 0, command: [], directory: '/' },
  child: undefined,
  exited: undefined,
  end: undefined,
  isAskedToStop: false,
  isAlive: true,
  lastSign: 0,
  ...more,
})
const job = (id: string, policy: Partial<JobPolicy> = {}, attempts: readonly AttemptFacts[] = []): JobFacts => ({
  id,
  submission: { name: id, kind: 'test', details: {}, policy: { ...usualJobPolicy, ...policy }, asked: 0, by },
  attempts,
})
const running = (id: string, policy: Partial<JobPolicy> = {}) => job(id, policy, [attempt({})])
const steps = (jobs: readonly JobFacts[], view: Partial<QueueView> = {}) =>
  nextSteps({
    jobs,
    starting: new Set(),
    slots: 2,
    totals: new Map([['gpu', 1]]),
    now: 10_000,
    waitsSince: new Map(),
    isHeld: false,
    ...view,
  }).map(({ kind, id, attempt: number }) => `${kind} ${id} ${number}`)

describe('what a runner does next', () => {
  it('starts as many as there is room for, in their order', () => {
    expect(steps([job('a'), job('b'), job('c')])).toEqual(['start a 1', 'start b 1'])
  })

  it('counts those that run or are about to', () => {
    expect(steps([running('a'), job('b'), job('c')])).toEqual(['start b 1'])
    expect(steps([job('a'), job('b'), job('c')], { starting: new Set(['a']) })).toEqual(['start b 1'])
  })

  it('takes those with priority first', () => {
    expect(steps([job('a'), job('b'), job('c', { priority: 1 })])).toEqual(['start c 1', 'start a 1'])
  })

  it('lets those wait for whom there is no device, and others go by', () => {
    const gpu = { resources: { gpu: 1 } }
    expect(steps([running('a', gpu), job('b', gpu), job('c')])).toEqual(['start c 1'])
  })

  it('has those that ask for more than there is wait for all there is, not for ever', () => {
    const many = { resources: { gpu: 8, unheard: 3 } }
    expect(steps([job('a', many), job('b', many)])).toEqual(['start a 1'])
    expect(steps([running('a', many), job('b', many)])).toEqual([])
  })

  it('has one at a time that ask for the same mutex', () => {
    const alone = { resources: { 'mutex db': 1 } }
    expect(steps([job('a', alone), job('b', alone), job('c')])).toEqual(['start a 1', 'start c 1'])
  })

  it('gives up who has nobody, and counts it until that is done', () => {
    const gone = job('a', {}, [attempt({ isAlive: false })])
    expect(steps([gone, job('b'), job('c')])).toEqual(['give-up a 1', 'start b 1'])
  })

  it('waits before another try, however the clock goes', () => {
    const again = job('a', { retries: { most: 1, pause: 5, factor: 1, lost: 0 } }, [
      attempt({ end: { outcome: 'failed', ended: 0 }, isAlive: false }),
    ])
    expect(steps([again], { waitsSince: new Map([['a', 6_000]]) })).toEqual([])
    expect(steps([again], { waitsSince: new Map([['a', 5_000]]) })).toEqual(['start a 2'])
  })

  it('starts nothing when it must not, but still says who has gone', () => {
    const gone = job('a', {}, [attempt({ isAlive: false })])
    expect(steps([gone, job('b')], { isHeld: true })).toEqual(['give-up a 1'])
  })
})
