import * as fs from 'node:fs'
import * as os from 'node:os'
import * as path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { absolutePath } from '../../foundation/base/index.ts'
import {
  identityOf,
  isRunning,
  killGroup,
  openLog,
  ownIdentity,
  readLog,
  realChance,
  realClock,
  realFileSystem,
  realProcesses,
  reserveFile,
} from '../../foundation/system/index.ts'
import { usualJobPolicy } from '../job.ts'
import { JobStore } from '../job-store.ts'
import { superviseAttempt } from './supervise-attempt.ts'
import type { SupervisorContext } from './supervisor-context.ts'

let directory: string
beforeEach(() => {
  directory = fs.mkdtempSync(path.join(os.tmpdir(), 'supervise-'))
})
afterEach(() => fs.rmSync(directory, { recursive: true, force: true }))

function contextIn(place: string): SupervisorContext {
  return {
    files: realFileSystem,
    clock: realClock,
    chance: realChance,
    directory: absolutePath(place),
    own: ownIdentity,
    isRunning,
    readLog,
    processes: realProcesses,
    variables: process.env,
    identityOf,
    usageOf: () => undefined,
    memoryKills: () => 0,
    openLog,
    reserve: reserveFile,
    killGroup,
    whenNudged: () => undefined,
    whenShutDown: () => undefined,
  }
}

it('an attempt is made where a supervisor of the same number was killed before it began', async () => {
  const context = contextIn(directory)
  const jobs = new JobStore(context)
  const { id } = jobs.submit({ name: 'x', kind: 'test', details: {}, policy: usualJobPolicy })
  fs.writeFileSync(jobs.place(id, `reserve-${process.pid}`), '')
  const words = { command: '/bin/sh', arguments: ['-c', 'exit 0'], directory: context.directory }
  expect(await superviseAttempt(context, { jobs: context.directory, id, attempt: 1, devices: ['3'], ...words })).toBe(
    'ended',
  )
  const [attempt] = jobs.read(id)!.attempts
  expect(attempt!.end!.outcome).toBe('succeeded')
  expect(attempt!.claim).toMatchObject({ kind: 'taken', devices: ['3'] })
})
