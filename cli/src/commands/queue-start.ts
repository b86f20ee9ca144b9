import { runQueue } from '@sterna/engine'
import { command, number } from '../shell/command.ts'
import { haveRunner, taskCommand } from '../shell/queue-runner.ts'

const howMany = { jobs: number('-j, --jobs <number>', 'How many experiments may run at once; one by default.') }
const idleMilliseconds = 10_000

export const queueStart = command({
  name: 'queue start',
  summary: 'Have queued experiments run, beside whatever you do.',
  takes: howMany,
  failureExit: 255,
  run: async ({ jobs = 1 }, { session }) => {
    const project = await session.project()
    return { started: (await haveRunner(project, jobs)) ? jobs : 0 }
  },
  show: ({ started }) => [`Started '${started}' new experiments task queue worker${started > 1 ? 's' : ''}.`],
  json: (result) => result,
})

export const queueRun = command({
  name: 'queue run',
  summary: 'Run queued experiments until none is left; what "queue start" starts.',
  takes: howMany,
  failureExit: 255,
  run: async ({ jobs = 1 }, { session, signal }) => {
    const project = await session.project()
    const request = { slots: jobs, idleMilliseconds, commandFor: (id: string) => taskCommand(project, id) }
    const holder = await runQueue(project, request, { signal, report: () => undefined })
    return holder?.by.process
  },
  show: (process) => (process === undefined ? [] : [`Process ${process} runs the queue already.`]),
})
