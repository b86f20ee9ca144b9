import { isEnded, type JobFacts, type JobState, stateOf } from '../../jobs/index.ts'
import type { QueueContext } from './queue-context.ts'
import { failedStash, type QueuedTask, queueStash } from './queued-task.ts'
import { RunFiles } from './run-files.ts'
import { dropStash, pushStash, stashedCommits } from './stash-stack.ts'
import { isOthers, taskOf } from './task-job.ts'
import { taskTree } from './task-tree.ts'

const failedExit = 255

/**
 * Does what is to be done when a job has ended in whatever way, as often as one likes: DVC is told, the commit it began with goes from
 * the stack of those that wait to that of failed ones, or away, and nothing of its work tree is left.
 */
export async function settleTask(context: QueueContext, job: JobFacts, state: JobState): Promise<void> {
  const task = taskOf(job)
  if (!task || isOthers(job)) return
  const runFiles = new RunFiles(context.files, context.root)
  const isOpen = !runFiles.isClosed(task)
  const tree = taskTree(context, task)
  const isSuccess = state.kind === 'succeeded'
  const log = context.jobs.jobs.logOf(job.id, state.attempt)
  const run = { tree: tree.root, log, processId: 0, isForced: false }
  if (isOpen && !isSuccess) runFiles.fail(task, run, job.attempts[state.attempt - 1]?.end?.exit ?? failedExit)
  await dropStash(context, queueStash, task.stash)
  if (isOpen && !isSuccess) pushStash(context, failedStash, task.stash, stashMessage(task))
  if (isOpen) runFiles.close(task, context.clock.now())
  tree.leave()
}

/** Of jobs that have ended, those for which that has not been done. */
export function unsettled(context: QueueContext, jobs: readonly JobFacts[]): JobFacts[] {
  const runFiles = new RunFiles(context.files, context.root)
  const waiting = stashedCommits(context, queueStash)
  return jobs.filter((job) => {
    const task = taskOf(job)
    if (!task || isOthers(job) || !isEnded(stateOf(job))) return false
    return (
      !runFiles.isClosed(task) ||
      waiting.has(task.stash) ||
      context.files.stat(taskTree(context, task).root) !== undefined
    )
  })
}

const lookMilliseconds = 50
const longestWait = 10_000

/** Until whoever runs the queue has done that for all jobs that have ended; not for ever, as nobody may run it any more. */
export async function untilSettled(context: QueueContext, signal: AbortSignal): Promise<void> {
  for (let waited = 0; waited < longestWait && !signal.aborted; waited += lookMilliseconds) {
    if (unsettled(context, context.jobs.jobs.all()).length === 0) return
    await context.clock.wait(lookMilliseconds)
  }
}

/** What DVC's logs say of a task's commit. */
export function stashMessage({ head, baseline, name, branch }: QueuedTask): string {
  const parts = ['dvc-exp', head, baseline, name ?? '', ...(branch === undefined ? [] : [branch])]
  return parts.join(':')
}
