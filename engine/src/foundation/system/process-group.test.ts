import * as fs from 'node:fs'
import * as os from 'node:os'
import * as path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type AbsolutePath, absolutePath } from '../base/index.ts'
import { groupUsage, hasLiving } from './group-usage.ts'
import { startGroup } from './process-group.ts'

let directory: AbsolutePath
beforeEach(() => {
  directory = absolutePath(fs.mkdtempSync(path.join(os.tmpdir(), 'group-')))
})
afterEach(() => fs.rmSync(directory, { recursive: true }))

function start(script: string) {
  const heard = { stdout: '', stderr: '' }
  const group = startGroup({
    command: '/bin/sh',
    arguments: ['-c', script],
    directory,
    stdin: 'ignore',
    hear: (stream, bytes) => {
      heard[stream] += Buffer.from(bytes).toString()
    },
  })
  return { group, heard }
}

describe.skipIf(process.platform === 'win32')('a process group', () => {
  it('tells how its first process ended, and all that was printed', async () => {
    const { group, heard } = start('echo out; echo err >&2; exit 7')
    expect(await group.ended).toBe(7)
    expect(heard).toEqual({ stdout: 'out\n', stderr: 'err\n' })
  })

  it('tells of a signal', async () => {
    const { group } = start('kill -TERM $$')
    expect(await group.ended).toBe(-os.constants.signals.SIGTERM)
  })

  it('gets signals as a whole', async () => {
    const { group, heard } = start('sh -c \'trap "echo inner; exit" INT; echo ready; while :; do sleep 0.05; done\'')
    while (!heard.stdout.includes('ready')) await new Promise((resolve) => setTimeout(resolve, 20))
    group.send('SIGINT')
    await group.ended
    expect(heard.stdout).toContain('inner')
  })

  it('leaves nobody behind who holds its streams or does not listen', async () => {
    const { group } = start(
      '(trap "" TERM; echo $$ > stubborn; sleep 60) & sleep 61 & while ! test -s stubborn; do sleep 0.01; done',
    )
    expect(await group.ended).toBe(0)
    expect(hasLiving(group.processId!)).toBe(false)
  })

  it('fails as the system does if there is no such program', async () => {
    const request = { command: 'no-such-program-anywhere', arguments: [], directory, stdin: 'ignore' } as const
    await expect(startGroup({ ...request, hear: () => undefined }).ended).rejects.toThrow(/ENOENT/)
  })
})

describe.skipIf(process.platform !== 'linux')('what a group needs', () => {
  it('is counted with all it has started', async () => {
    const { group } = start('sh -c "sleep 0.5" & sleep 0.5; wait')
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect(groupUsage(group.processId!)!.bytes).toBeGreaterThan(0)
    await group.ended
    expect(groupUsage(group.processId!)).toBeUndefined()
  })
})
