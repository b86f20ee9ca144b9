import { takenByOthers, workOnTask } from '@sterna/engine'
import { autoPush } from '../shell/auto-push.ts'
import { command, word } from '../shell/command.ts'
import { experimentTeller } from '../shell/experiment-teller.ts'

export const queueWork = command({
  name: 'queue work',
  summary: 'Carry out one experiment of the queue; what "queue run" calls.',
  takes: { job: word('job', 'The id of the job.') },
  failureExit: 255,
  exits: { 'target-unknown': takenByOthers },
  run: async ({ job }, run) => {
    const project = await run.session.project()
    const recorded = await workOnTask(project, job, { signal: run.signal, report: experimentTeller(project, run) })
    if (recorded) await autoPush(project, recorded, run)
  },
})
