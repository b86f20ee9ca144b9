import { killTasks } from '@sterna/engine'
import { command, flag, many } from '../shell/command.ts'

export const queueKill = command({
  name: 'queue kill',
  summary: 'End experiments of the queue that run.',
  takes: {
    tasks: many('tasks', 'By name or by the task that "queue status" shows.'),
    isForced: flag('-f, --force', 'At once, without asking them.'),
  },
  failureExit: 255,
  run: async ({ tasks, isForced }, { session }) => {
    const project = await session.project()
    await killTasks(project, tasks, isForced, (name) => session.print(`${name} has been killed.`))
    return tasks
  },
  json: (killed) => ({ killed }),
})
