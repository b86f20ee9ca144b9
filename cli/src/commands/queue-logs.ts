import { readQueueLog } from '@sterna/engine'
import { command, flag, option, word } from '../shell/command.ts'

export const queueLogs = command({
  name: 'queue logs',
  summary: 'Show what a queued experiment prints.',
  takes: {
    task: word('task', 'The experiment, by name or by the task that "queue status" shows.'),
    follows: flag('-f, --follow', 'Go on until it has ended.'),
    encoding: option('-e, --encoding <encoding>', 'Of no effect: bytes are passed on as they are.'),
  },
  failureExit: 255,
  run: async ({ task, follows }, { session, signal }) => {
    const project = await session.project()
    const hear = (bytes: Uint8Array) => session.write('stdout', bytes)
    await readQueueLog(project, task, hear, { follows, signal })
  },
})
