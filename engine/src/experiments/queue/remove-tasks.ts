import { Failure } from '../../foundation/base/index.ts'
import { cancelJob } from '../../jobs/index.ts'
import { Broker } from './broker.ts'
import type { QueueContext } from './queue-context.ts'
import { findTask, queueTasks, type TaskInQueue, type TaskState } from './queue-tasks.ts'
import { failedStash, queueStash, taskLabel } from './queued-task.ts'
import { RunFiles } from './run-files.ts'
import { dropStash } from './stash-stack.ts'

export type RemoveSelection =
  | { readonly kind: 'named'; readonly names: readonly string[] }
  | { readonly kind: 'states'; readonly states: ReadonlySet<TaskState> }

/** Takes tasks that do not run out of the queue. Returns what they were called. Failure 'target-unknown' for names of none. */
export async function removeTasks(context: QueueContext, selection: RemoveSelection): Promise<string[]> {
  if (selection.kind === 'states') {
    const chosen = queueTasks(context).filter(({ state }) => state !== 'running' && selection.states.has(state))
    for (const task of chosen) await removeTask(context, task)
    return chosen.map(({ task }) => taskLabel(task))
  }
  const found = idleTasksNamed(context, selection.names)
  const missing = selection.names.filter((name) => !found.has(name))
  if (missing.length > 0) throw unknownNames(missing)
  for (const task of new Set(found.values())) await removeTask(context, task)
  return [...selection.names]
}

/** Of these names, those that tasks have which do not run. */
export function idleTasksNamed(context: QueueContext, names: readonly string[]): ReadonlyMap<string, TaskInQueue> {
  const idle = queueTasks(context).filter(({ state }) => state !== 'running')
  const found = names.map((name) => [name, findTask(idle, name)] as const)
  return new Map(found.filter((pair): pair is readonly [string, TaskInQueue] => pair[1] !== undefined))
}

/** Takes a task that does not run out of the queue. */
export async function removeTask(context: QueueContext, { task, job, message }: TaskInQueue): Promise<void> {
  if (message) new Broker(context.files, context.root).forget(message)
  for (const ref of [queueStash, failedStash]) await dropStash(context, ref, task.stash)
  if (job) {
    await cancelJob(context.jobs, job.facts.id, 'stop')
    context.jobs.jobs.remove(job.facts.id)
  }
  new RunFiles(context.files, context.root).forget(task)
}

function unknownNames(missing: readonly string[]): Failure {
  const verb = missing.length > 1 ? 'are not valid experiment names' : 'is not a valid experiment name'
  return new Failure('target-unknown', `'${missing.join('; ')}' ${verb}`, {
    hint: 'What is queued: sterna queue status',
  })
}
