import { afterEach, expect, it, vi } from 'vitest'
import { absolutePath } from '../../foundation/base/index.ts'
import { type FileSystem, memoryFileSystem, ownIdentity, realChance, realClock } from '../../foundation/system/index.ts'
import { JobStore } from '../../jobs/index.ts'
import { Broker } from './broker.ts'
import { Intake } from './intake.ts'
import { type QueuedTask, queueStash } from './queued-task.ts'

afterEach(() => void vi.useRealTimers())

const root = absolutePath('/p')
const commit = 'a'.repeat(40)
const taskNamed = (name: string): QueuedTask => ({
  id: name,
  stash: commit,
  stashRef: queueStash,
  baseline: commit,
  head: commit,
  name,
  branch: undefined,
  projectRoot: root,
  gitRoot: root,
  copyPaths: [],
  message: undefined,
})

it('takes in what was queued at the very moment of the last look, only once', async () => {
  vi.useFakeTimers({ toFake: ['performance'] })
  const memory = memoryFileSystem()
  const stat = (file: Parameters<FileSystem['stat']>[0]) => {
    const found = memory.stat(file)
    return found && { ...found, mtimeMs: 0 }
  }
  const files: FileSystem = { ...memory, stat }
  const directory = absolutePath('/jobs')
  const readLog = () => new Uint8Array()
  const jobs = new JobStore({
    files,
    clock: realClock,
    chance: realChance,
    directory,
    own: ownIdentity,
    isRunning: () => true,
    readLog,
  })
  const broker = new Broker(files, root)
  const intake = new Intake(
    jobs,
    broker,
    async ({ name }): Promise<Record<string, number>> => (name === 'first' ? { gpu: 1 } : {}),
  )
  const taken = () => jobs.all().map(({ submission }) => submission.name)
  broker.put(taskNamed('first'), 'test', 1)
  await intake.take()
  broker.put(taskNamed('second'), 'test', 1)
  await intake.take()
  expect(taken()).toEqual(['first'])
  vi.advanceTimersByTime(2_000)
  await intake.take()
  expect(taken()).toEqual(['first', 'second'])
  expect(jobs.all().map(({ submission }) => submission.policy.resources)).toEqual([{ gpu: 1 }, {}])
})
