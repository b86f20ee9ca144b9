import { Failure, pythonText, type RemoveSelection, removeTasks, type TaskState } from '@sterna/engine'
import { command, flag, many } from '../shell/command.ts'

export const queueRemove = command({
  name: 'queue remove',
  summary: 'Take experiments out of the queue.',
  takes: {
    tasks: many('tasks', 'By name or by the task that "queue status" shows.'),
    isAll: flag('--all', 'All that do not run.'),
    isQueued: flag('--queued', 'All that wait.'),
    isSuccess: flag('--success', 'All that succeeded.'),
    isFailed: flag('--failed', 'All that failed.'),
  },
  failureExit: 255,
  run: async ({ tasks, ...flags }, { session }) => removeTasks(await session.project(), selectionOf(tasks, flags)),
  show: (removed, { tasks }) => [
    removed.length > 0
      ? `Removed tasks in queue: ${removed.join(', ')}`
      : `No tasks found named ${pythonText([...tasks])}`,
  ],
  json: (removed) => ({ removed }),
})

interface Flags {
  readonly isAll: boolean
  readonly isQueued: boolean
  readonly isSuccess: boolean
  readonly isFailed: boolean
}

function selectionOf(names: readonly string[], { isAll, isQueued, isSuccess, isFailed }: Flags): RemoveSelection {
  const chosen: [TaskState, boolean][] = [
    ['queued', isAll || isQueued],
    ['failed', isAll || isFailed],
    ['success', isAll || isSuccess],
  ]
  const states = new Set(chosen.flatMap(([state, isChosen]) => (isChosen ? [state] : [])))
  if (states.size === 0 && names.length === 0)
    throw new Failure(
      'usage',
      'Either provide an `tasks` argument, or use the `--all`, `--queued`, `--success` or `--failed` flag.',
    )
  if (states.size > 0 && names.length > 0)
    throw new Failure('usage', 'Either provide an `tasks` argument, or one of the flags, not both.')
  return states.size > 0 ? { kind: 'states', states } : { kind: 'named', names }
}
