import * as os from 'node:os'
import { describe, expect, it } from 'vitest'
import { absolutePath } from '../base/index.ts'
import { realProcesses } from './processes.ts'

const directory = absolutePath(os.tmpdir())
const quiet = new AbortController().signal

describe('a short program', () => {
  it('gives its exit code and what it printed', () => {
    const result = runNode('console.log("out"); console.error("err"); process.exitCode = 3')
    expect(result).toEqual({ code: 3, stdout: 'out\n', stderr: 'err\n' })
  })

  it('gives the negative number of the signal that ended it', () => {
    expect(runNode('process.kill(process.pid, "SIGTERM"); setTimeout(() => {}, 10000)').code).toBe(-15)
  })

  it('reads its input and sees the variables it is given', () => {
    const script = 'process.stdin.on("data", (text) => process.stdout.write(text + process.env.COLOUR))'
    const request = { command: process.execPath, arguments: ['-e', script], directory }
    const result = realProcesses.run({ ...request, input: 'blue ', variables: { COLOUR: 'green' } })
    expect(result.stdout).toBe('blue green')
  })

  it('fails as the system does if there is no such program', () => {
    const request = { command: 'no-such-program-anywhere', arguments: [], directory }
    expect(() => realProcesses.run(request)).toThrow(/ENOENT/)
  })
})

describe("a user's program", () => {
  it('gives its exit code', async () => {
    expect(await attached('process.exit(7)', quiet)).toBe(7)
  })

  it('is interrupted when the call is aborted', async () => {
    const abort = new AbortController()
    const code = attached('setTimeout(() => {}, 20000)', abort.signal)
    setTimeout(() => abort.abort(), 300)
    expect(await code).toBe(-os.constants.signals.SIGINT)
  })

  it('may end in its own way when it is interrupted', async () => {
    const abort = new AbortController()
    const script = 'process.on("SIGINT", () => process.exit(5)); setTimeout(() => {}, 20000)'
    const code = attached(script, abort.signal)
    setTimeout(() => abort.abort(), 1000)
    expect(await code).toBe(5)
  })

  it('fails as the system does if there is no such program', async () => {
    const request = { command: 'no-such-program-anywhere', arguments: [], directory, stdout: 'stderr' } as const
    await expect(realProcesses.runAttached(request, quiet)).rejects.toThrow(/ENOENT/)
  })
})

describe('whether a process is alive', () => {
  it('is true of this one and false of one that has ended', () => {
    expect(realProcesses.isAlive(process.pid)).toBe(true)
    const ended = Number(runNode('console.log(process.pid)').stdout)
    expect(realProcesses.isAlive(ended)).toBe(false)
  })
})

function runNode(script: string) {
  return realProcesses.run({ command: process.execPath, arguments: ['-e', script], directory })
}

function attached(script: string, signal: AbortSignal): Promise<number> {
  const request = { command: process.execPath, arguments: ['-e', script], directory, stdout: 'stderr' } as const
  return realProcesses.runAttached(request, signal)
}
