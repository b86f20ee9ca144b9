import * as fs from 'node:fs'
import * as os from 'node:os'
import * as path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type AbsolutePath, absolutePath } from '../foundation/base/index.ts'
import { isRunning, openLog, ownIdentity, readLog, realClock, realFileSystem } from '../foundation/system/index.ts'
import { stateOf } from './attempt.ts'
import { Attempts } from './attempts.ts'
import type { AttemptsContext } from './attempts-context.ts'

let directory: AbsolutePath
beforeEach(() => {
  directory = absolutePath(fs.mkdtempSync(path.join(os.tmpdir(), 'attempts-')))
})
afterEach(() => fs.rmSync(directory, { recursive: true }))

const seen: Partial<AttemptsContext> = { usageOf: () => undefined, deviceUsageOf: async () => undefined }

const open = (own = ownIdentity, others = seen) =>
  new Attempts({
    files: realFileSystem,
    clock: realClock,
    directory,
    own,
    isRunning,
    openLog,
    readLog,
    ...others,
  } as AttemptsContext)
const start = { stage: 'sub/dvc.yaml:train@a/b', root: '/p', command: 'echo', number: 1, inputs: { x: 'abc' } }

describe('an attempt', () => {
  it('runs until its end is written down', () => {
    const attempt = open().begin(start)
    expect(open().of(start.stage)).toMatchObject([{ ...start, state: 'running' }])
    attempt.end({ outcome: 'succeeded', exit: 0, outputs: { y: 'def' } })
    expect(open().of(start.stage)).toMatchObject([{ state: 'succeeded', outputs: { y: 'def' } }])
    expect(open().lastDuration(start.stage)).toBeLessThan(10)
  })

  it('is lost when its process is gone', () => {
    open(() => ({ ...ownIdentity(), process: 2 ** 22 + 1 })).begin(start)
    expect(open().of(start.stage)).toMatchObject([{ state: 'lost' }])
  })

  it('is read as far as it was written', () => {
    open().begin(start)
    const folder = path.join(directory, encodeURIComponent(start.stage))
    const record = path.join(folder, fs.readdirSync(folder).find((name) => name.endsWith('.jsonl'))!)
    fs.appendFileSync(record, '{"ended":"2026-01-01T00:00:00Z","outcome":"failed')
    expect(open().of(start.stage)).toMatchObject([{ state: 'running' }])
    fs.writeFileSync(record, '{"stage":"sub')
    expect(open().of(start.stage)).toEqual([])
  })

  it('keeps what its command printed, up to the last byte', () => {
    const attempts = open()
    const attempt = attempts.begin(start)
    attempt.hear(Uint8Array.of(0, 255, 10))
    const known = { stage: start.stage, id: attempt.id }
    expect([...attempts.readLog(known, 1)]).toEqual([255, 10])
    expect([...attempts.readLog(known, 3)]).toEqual([])
  })

  it('has needed what its commands needed together, and at most at once', async () => {
    const rings: (() => void)[] = []
    const timer = (_: number, ring: () => void) => ({ close: () => undefined, ...{ pushed: rings.push(ring) } })
    const usageOf = (process: number) => ({ cpuSeconds: process, bytes: 100 / process })
    const deviceUsageOf = async (process: number) => process * 7
    const attempt = open(ownIdentity, { clock: { ...realClock, timer }, usageOf, deviceUsageOf }).begin(start)
    for (const process of [2, 5]) {
      attempt.watch(process)
      rings.at(-1)!()
      await Promise.resolve()
    }
    attempt.end({ outcome: 'succeeded' })
    expect(open().of(start.stage)).toMatchObject([{ cpuSeconds: 7, peakBytes: 50, peakDeviceBytes: 35 }])
  })

  it('goes on when nothing can be written of it', () => {
    fs.writeFileSync(path.join(directory, encodeURIComponent(start.stage)), 'in the way')
    const attempt = open().begin(start)
    attempt.hear(Uint8Array.of(1))
    attempt.end({ outcome: 'succeeded' })
    expect(open().all()).toEqual([])
  })

  it('pushes out the oldest of its stage, twenty are kept', () => {
    const ids = Array.from({ length: 22 }, () => open().begin(start).id)
    expect(
      open()
        .of(start.stage)
        .map(({ id }) => id),
    ).toEqual(ids.slice(2).reverse())
    expect(fs.readdirSync(path.join(directory, encodeURIComponent(start.stage)))).toHaveLength(40)
  })
})

describe('the state of an attempt', () => {
  it.each([
    ['what was written down', 'failed', true, 0, 'failed'],
    ['running while its process is there', undefined, true, 0, 'running'],
    ['lost when it is not', undefined, false, 100_000, 'lost'],
    ['running while it gives a sign from elsewhere', undefined, undefined, 100_000, 'running'],
    ['lost when it has not for long', undefined, undefined, 10_000, 'lost'],
  ] as const)('is %s', (_, outcome, isAlive, lastSign, expected) => {
    expect(stateOf(outcome, isAlive, lastSign, 100_001)).toBe(expected)
  })
})
