import { describe, expect, it } from 'vitest'
import { absolutePath } from '../foundation/base/index.ts'
import { memoryFileSystem, realClock } from '../foundation/system/index.ts'
import { RunClaims } from './run-claims.ts'

const directory = absolutePath('/cache/sterna/running')
const [here, there] = [absolutePath('/here'), absolutePath('/there')]
const signal = new AbortController().signal

function claims({ files = memoryFileSystem(), now = () => 0, isRunning = (): boolean | undefined => true }) {
  const clock = { ...realClock, now, wait: async () => undefined, timer: () => ({ close: () => undefined }) }
  return new RunClaims({ files, clock, directory, own: () => ({ process: 7, host: 'a' }), isRunning })
}

describe('a run', () => {
  it('is held by one project until it lets go', async () => {
    const files = memoryFileSystem()
    const taken = claims({ files }).take('k', here)
    expect(taken).toHaveProperty('release')
    expect(claims({ files }).take('k', there)).toEqual({ root: here, by: { process: 7, host: 'a' } })
    expect(claims({ files }).take('other', there)).toHaveProperty('release')
    if ('release' in taken) taken.release()
    expect(await claims({ files }).untilFree('k', there, signal)).toHaveProperty('release')
  })

  it('is free again when its holder was killed', () => {
    const files = memoryFileSystem()
    claims({ files }).take('k', here)
    expect(claims({ files, isRunning: () => false }).take('k', there)).toHaveProperty('release')
  })

  it('leaves nothing behind when its holder was killed', () => {
    const files = memoryFileSystem({ [`${directory}/damaged`]: '' })
    claims({ files }).take('k', here)
    claims({ files }).forgetDead()
    expect(files.list(directory)).toMatchObject([{ name: 'k' }])
    claims({ files, isRunning: () => false }).forgetDead()
    expect(files.list(directory)).toEqual([])
  })

  it('is taken for free when its holder, on a machine that cannot be seen, has been silent for a minute', () => {
    const files = memoryFileSystem()
    claims({ files }).take('k', here)
    const touched = files.stat(absolutePath(directory, 'k'))!.mtimeMs
    const after = (milliseconds: number) => ({ files, now: () => touched + milliseconds, isRunning: () => undefined })
    expect(claims(after(59_000)).take('k', there)).toHaveProperty('root', here)
    expect(claims(after(61_000)).take('k', there)).toHaveProperty('release')
  })

  it('is nobody’s where a claim is damaged', () => {
    const files = memoryFileSystem({ [`${directory}/k`]: '{"root": "/he' })
    expect(claims({ files }).take('k', there)).toHaveProperty('release')
  })

  it('is not waited for where no claim can be written', () => {
    const files = memoryFileSystem({ '/cache/sterna': 'a file' })
    expect(claims({ files }).take('k', here)).toHaveProperty('release')
    expect(claims({ files }).take('k', there)).toHaveProperty('release')
  })

  it('is not waited for any longer when the person wants to end', async () => {
    const files = memoryFileSystem()
    claims({ files }).take('k', here)
    await expect(claims({ files }).untilFree('k', there, AbortSignal.abort())).rejects.toThrow('interrupted')
  })
})
