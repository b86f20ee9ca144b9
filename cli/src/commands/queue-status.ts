import { Leases, type Project, queueTasks, slotsOf, taskOutlooks } from '@sterna/engine'
import { command, flag } from '../shell/command.ts'
import { showAgain } from '../shell/show-again.ts'
import { UsageError } from '../shell/usage-error.ts'
import { type QueueShown, queueForPrograms, queueLines } from '../show/queue.ts'

export const queueStatus = command({
  name: 'queue status',
  summary: 'Show the experiments of the queue, and who runs them.',
  takes: {
    isLong: flag(
      '-l, --long',
      'Also why each waits, for how long it has run and will run, its metrics by now, and where its output is.',
    ),
    watch: flag('--watch', 'Show it again whenever it changes, until Ctrl-C.'),
  },
  failureExit: 255,
  run: async ({ isLong, watch }, { session }) => {
    if (watch && session.isForPrograms) throw new UsageError('argument --watch: not allowed with argument --json')
    const project = await session.project()
    if (!watch) return look(project, isLong || session.isForPrograms)
    await showAgain(session, async () => queueLines(await look(project, isLong), isLong))
    return undefined
  },
  show: (shown, { isLong }) => (shown ? queueLines(shown, isLong) : []),
  json: (shown) => (shown ? queueForPrograms(shown) : undefined),
})

async function look(project: Project, withOutlooks: boolean): Promise<QueueShown> {
  const tasks = queueTasks(project)
  return {
    tasks,
    outlooks: withOutlooks ? await taskOutlooks(project, tasks) : [],
    pathHere: (place) => project.pathHere(place),
    slots: slotsOf(new Leases(project.jobs).holder()),
    now: project.clock.now(),
  }
}
