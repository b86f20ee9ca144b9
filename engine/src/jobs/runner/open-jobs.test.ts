import { afterEach, describe, expect, it, vi } from 'vitest'
import { absolutePath, quietCall } from '../../foundation/base/index.ts'
import { memoryFileSystem, ownIdentity, realChance, realClock } from '../../foundation/system/index.ts'
import { usualJobPolicy } from '../job.ts'
import { JobStore } from '../job-store.ts'
import type { JobsContext } from '../jobs-context.ts'
import { Lease, Leases } from './lease.ts'
import { OpenJobs } from './open-jobs.ts'

const context: JobsContext = {
  files: memoryFileSystem(),
  clock: realClock,
  chance: realChance,
  directory: absolutePath('/jobs'),
  own: ownIdentity,
  isRunning: () => true,
  readLog: () => new Uint8Array(),
}

afterEach(() => void vi.useRealTimers())

describe('a job that waits for another try', () => {
  it('waits anew after each, also one that nobody saw run', () => {
    vi.useFakeTimers({ toFake: ['performance'] })
    const jobs = new JobStore(context)
    const lease = new Leases(context).take(1)
    if (!(lease instanceof Lease)) throw new Error('somebody has the lease')
    const open = new OpenJobs({ jobs }, { lease, call: quietCall() })
    const retries = { most: 5, pause: 1, factor: 2, lost: 0 }
    const { id } = jobs.submit({ name: 'x', kind: 'test', details: {}, policy: { ...usualJobPolicy, retries } })
    const waits = [1, 2].map((attempt) => {
      vi.advanceTimersByTime(1000)
      jobs.claim(id, attempt, {
        kind: 'taken',
        token: '',
        by: context.own(),
        began: 0,
        command: [],
        directory: '/',
      })
      jobs.end(id, attempt, { outcome: 'failed', ended: 0 })
      open.touch(id)
      open.look()
      return open.waitsSince.get(id)!
    })
    expect(waits[1]! - waits[0]!).toBe(1000)
  })
})
