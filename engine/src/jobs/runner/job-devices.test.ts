import { describe, expect, it } from 'vitest'
import { usualJobPolicy } from '../job.ts'
import type { AttemptFacts, JobFacts } from '../job-facts.ts'
import { JobDevices } from './job-devices.ts'

const by = { process: 1, host: 'here' }

function job(id: string, gpu: number, devices?: readonly string[]): JobFacts {
  const claim = {
    kind: 'taken' as const,
    token: '',
    by,
    began: 0,
    command: [],
    directory: '/',
    ...(devices && { devices }),
  }
  const policy = { ...usualJobPolicy, resources: { gpu } }
  return {
    id,
    submission: { name: id, kind: 'test', details: {}, policy, asked: 0, by },
    attempts: devices
      ? [{ number: 1, claim, isAlive: true, isAskedToStop: false, lastSign: 0 } as unknown as AttemptFacts]
      : [],
  }
}

describe('devices of jobs', () => {
  it('are given by name, each to one, and taken back when the job is over', () => {
    const devices = new JobDevices(['4', '7'])
    expect([devices.give(job('a', 1)), devices.give(job('b', 1)), devices.give(job('c', 1))]).toEqual([
      ['4'],
      ['7'],
      undefined,
    ])
    devices.follow([job('a', 1, ['4'])], new Map([['b', 1]]))
    expect(devices.give(job('c', 1))).toBeUndefined()
    devices.follow([job('a', 1, ['4'])], new Map())
    expect(devices.give(job('c', 1))).toEqual(['7'])
  })

  it('of jobs that somebody else has started are theirs', () => {
    const devices = new JobDevices(['0', '1'])
    devices.follow([job('a', 1, ['1'])], new Map())
    expect(devices.give(job('b', 2))).toBeUndefined()
    expect(devices.give(job('c', 0.5))).toEqual(['0'])
    expect(devices.give(job('d', 0.5))).toEqual(['0'])
    expect(devices.give(job('e', 0))).toEqual([])
  })

  it('are all there are for a job that asks for more', () => {
    expect(new JobDevices(['0', '1']).give(job('a', 9))).toEqual(['0', '1'])
    expect(new JobDevices([]).give(job('a', 9))).toEqual([])
  })
})
