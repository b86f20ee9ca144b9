import { killTasks, Leases, queueTasks } from '@sterna/engine'
import { command, flag } from '../shell/command.ts'

export const queueStop = command({
  name: 'queue stop',
  summary: 'Start no more queued experiments.',
  takes: { isKilled: flag('--kill', 'End those that run as well.') },
  failureExit: 255,
  run: async ({ isKilled }, { session }) => {
    const project = await session.project()
    new Leases(project.jobs).stop()
    const running = queueTasks(project).filter(({ state }) => state === 'running')
    const names = running.map(({ task }) => task.stash)
    if (isKilled && names.length > 0) await killTasks(project, names, true)
    return { running: running.map(({ task }) => task.name ?? task.stash), killed: isKilled }
  },
  show: ({ killed }) => [
    killed
      ? 'All running tasks in the queue have been killed.Queue workers are stopping.'
      : 'Queue workers will stop after running tasks finish.',
  ],
  json: (result) => result,
})
