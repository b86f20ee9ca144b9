import * as fs from 'node:fs'
import * as os from 'node:os'
import * as path from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildSync } from 'esbuild'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { absolutePath, quietCall } from '../foundation/base/index.ts'
import {
  isRunning,
  killGroup,
  ownIdentity,
  readLog,
  realChance,
  realClock,
  realFileSystem,
  startDetached,
} from '../foundation/system/index.ts'
import { cancelJob } from './cancel-job.ts'
import { type JobPolicy, usualJobPolicy } from './job.ts'
import { isEnded, stateOf } from './job-state.ts'
import { JobStore } from './job-store.ts'
import { Leases } from './runner/lease.ts'
import { type RunnerContext, runJobs } from './runner/run-jobs.ts'

const built = fs.mkdtempSync(path.join(os.tmpdir(), 'supervisor-'))
const supervisor = path.join(built, 'supervisor.cjs')
beforeAll(() => {
  const entry = fileURLToPath(new URL('./supervisor/supervise.ts', import.meta.url))
  buildSync({
    entryPoints: [entry],
    outfile: supervisor,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    logLevel: 'error',
  })
})
afterAll(() => fs.rmSync(built, { recursive: true }))

let directory: string
beforeEach(() => {
  directory = fs.mkdtempSync(path.join(os.tmpdir(), 'jobs-'))
})
afterEach(() => fs.rmSync(directory, { recursive: true, force: true }))

function open(): RunnerContext {
  const context = {
    files: realFileSystem,
    clock: realClock,
    chance: realChance,
    directory: absolutePath(directory),
    own: ownIdentity,
    isRunning,
    readLog,
    killGroup,
    supervisor: { command: process.execPath, arguments: [supervisor] },
    startDetached,
  }
  return { ...context, jobs: new JobStore(context) }
}

const submit = (context: RunnerContext, script: string, policy: Partial<JobPolicy> = {}) =>
  context.jobs.submit({ name: script, kind: 'test', details: { script }, policy: { ...usualJobPolicy, ...policy } }).id
const run = (context: RunnerContext, slots = 2, call = quietCall<never>()) =>
  runJobs(
    context,
    {
      slots,
      totals: new Map(),
      idleMilliseconds: 0,
      commandFor: ({ submission }) => ({
        command: '/bin/sh',
        arguments: ['-c', String(submission.details['script'])],
        directory: absolutePath(directory),
        variables: process.env,
      }),
    },
    call,
  )
const stateNow = (context: RunnerContext, id: string) => stateOf(context.jobs.read(id)!).kind
const printed = (context: RunnerContext, id: string, attempt = 1) =>
  Buffer.from(context.jobs.readLog(id, attempt, 0)).toString()
const namesOf = (id: string) => fs.readdirSync(path.join(directory, id)).sort()

async function until(holds: () => boolean): Promise<void> {
  for (let i = 0; i < 500 && !holds(); i++) await new Promise((resolve) => setTimeout(resolve, 20))
  expect(holds()).toBe(true)
}

describe('jobs', () => {
  it('run, say what they print, and end once', async () => {
    const context = open()
    const good = submit(context, 'echo out; echo err >&2; echo $STERNA_JOB_ATTEMPT')
    const bad = submit(context, 'exit 3')
    await run(context)
    expect([stateNow(context, good), stateNow(context, bad)]).toEqual(['succeeded', 'failed'])
    expect(printed(context, good).split('\n').sort()).toEqual(['', '1', 'err', 'out'])
    expect(context.jobs.read(bad)!.attempts[0]!.end).toMatchObject({ failure: 'exit', exit: 3 })
    expect(namesOf(good)).toEqual(['claim-1', 'end-1', 'events-1', 'output-1.log', 'request'])
    expect(fs.readdirSync(path.join(directory, 'runners'))).toEqual([])
  })

  it('are tried again as their policy says', async () => {
    const context = open()
    const id = submit(context, 'echo again; test $STERNA_JOB_ATTEMPT = 3', {
      retries: { most: 5, pause: 0.05, factor: 1, lost: 0 },
    })
    await run(context)
    expect(stateOf(context.jobs.read(id)!)).toEqual({ kind: 'succeeded', attempt: 3 })
  })

  it('are ended when their time is over, with all they have started', async () => {
    const context = open()
    const limits = { timeout: { run: 0.2 }, kill: { signal: 'SIGTERM', grace: 0.2 } } as const
    const id = submit(context, `trap '' TERM; sleep 60 & echo $! > ${directory}/child; wait; wait; sleep 60`, {
      limits,
    })
    await run(context)
    expect(context.jobs.read(id)!.attempts[0]!.end).toMatchObject({ outcome: 'failed', failure: 'timeout' })
    const child = Number(fs.readFileSync(path.join(directory, 'child'), 'utf8'))
    await until(() => !isRunning({ process: child, host: os.hostname() }))
  })

  it('fail when their program is not there, and say why', async () => {
    const context = open()
    const id = submit(context, '')
    await runJobs(
      context,
      {
        slots: 1,
        totals: new Map(),
        idleMilliseconds: 0,
        commandFor: () => ({
          command: '/none',
          arguments: [],
          directory: absolutePath(directory),
          variables: process.env,
        }),
      },
      quietCall(),
    )
    expect(context.jobs.read(id)!.attempts[0]!.end).toMatchObject({ outcome: 'failed', failure: 'start' })
    expect(printed(context, id)).toContain('/none')
  })

  it('go on without their runner, and are adopted by the next one', async () => {
    const context = open()
    const id = submit(context, 'echo begun; sleep 1; echo done')
    const stop = new AbortController()
    const first = run(context, 1, { ...quietCall<never>(), signal: stop.signal })
    await until(() => printed(context, id) === 'begun\n')
    stop.abort()
    await first
    expect(stateNow(context, id)).toBe('running')
    await run(context)
    expect(stateNow(context, id)).toBe('succeeded')
    expect(printed(context, id)).toBe('begun\ndone\n')
  })

  it('are lost with their supervisor, leave nobody behind, and are tried again', async () => {
    const context = open()
    const id = submit(context, 'echo $$; test $STERNA_JOB_ATTEMPT = 2 || sleep 60')
    const running = run(context)
    await until(() => printed(context, id) !== '' && context.jobs.read(id)!.attempts[0]!.child !== undefined)
    const { claim, child } = context.jobs.read(id)!.attempts[0]!
    process.kill(claim!.by.process, 'SIGKILL')
    await running
    expect(context.jobs.read(id)!.attempts.map(({ end }) => end?.outcome)).toEqual(['lost', 'succeeded'])
    expect(isRunning(child!)).toBe(false)
  })

  it('end when they are asked to, and at once when they are killed', async () => {
    const context = open()
    const cancel = { ...context, nudge: ({ process: number }: { process: number }) => process.kill(number, 'SIGUSR2') }
    const soft = submit(context, "trap 'echo asked; exit' INT; echo begun; while true; do sleep 0.05; done")
    const hard = submit(context, "trap '' INT; echo begun; while true; do sleep 0.05; done")
    const waiting = submit(context, 'echo never')
    const running = run(context)
    await until(() => [soft, hard].every((id) => printed(context, id) === 'begun\n'))
    await cancelJob(cancel, waiting, 'stop')
    await cancelJob(cancel, soft, 'stop')
    await cancelJob(cancel, hard, 'kill')
    await running
    expect([soft, hard, waiting].map((id) => stateNow(context, id))).toEqual(['cancelled', 'cancelled', 'cancelled'])
    expect(printed(context, soft)).toBe('begun\nasked\n')
    expect(namesOf(waiting)).toEqual(['claim-1', 'request'])
  })

  it('run once, however many runners start them', async () => {
    const context = open()
    const ids = ['a', 'b', 'c', 'd'].map((name) => submit(context, `echo ${name} >> ${directory}/ran`))
    await Promise.all([run(context), run(open()), run(open())])
    await until(() => ids.every((id) => isEnded(stateOf(context.jobs.read(id)!))))
    expect(fs.readFileSync(path.join(directory, 'ran'), 'utf8').split('\n').sort().join('')).toBe('abcd')
  })

  it('stay queued when their runner is asked to stop', async () => {
    const context = open()
    const [first, second] = [submit(context, 'sleep 0.3'), submit(context, 'echo')]
    const running = run(context, 1)
    await until(() => stateNow(context, first) === 'running')
    new Leases(context).stop()
    await running
    expect([stateNow(context, first), stateNow(context, second)]).toEqual(['succeeded', 'queued'])
  })

  it('are taken away with all of theirs', async () => {
    const context = open()
    const id = submit(context, 'echo')
    context.jobs.remove(id)
    await run(context)
    expect(fs.readdirSync(directory)).toEqual(['runners'])
  })

  it('are not started where nothing can be written, and stay', async () => {
    const context = open()
    const id = submit(context, 'echo')
    const refusing = { ...context, supervisor: { command: '/bin/sh', arguments: ['-c', 'exit 73'] } }
    await expect(run(refusing)).rejects.toThrow(/cannot be started/)
    expect(stateNow(context, id)).toBe('queued')
  })
})
