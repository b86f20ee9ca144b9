import { Leases, queueTasks, taskOutlooks } from '@sterna/engine'
import { command, flag } from '../shell/command.ts'
import { queueForPrograms, queueLines } from '../show/queue.ts'

export const queueStatus = command({
  name: 'queue status',
  summary: 'Show the experiments of the queue, and who runs them.',
  takes: {
    isLong: flag(
      '-l, --long',
      'Also why each waits, for how long it has run and will run, its metrics by now, and where its output is.',
    ),
  },
  failureExit: 255,
  run: async ({ isLong }, { session }) => {
    const project = await session.project()
    const holder = new Leases(project.jobs).holder()
    const tasks = queueTasks(project)
    return {
      tasks,
      outlooks: isLong || session.isForPrograms ? await taskOutlooks(project, tasks) : [],
      pathHere: (place: string) => project.pathHere(place),
      slots: holder && !holder.isAskedToStop ? holder.slots : 0,
      now: project.clock.now(),
    }
  },
  show: (status, { isLong }) => queueLines(status, isLong),
  json: queueForPrograms,
})
