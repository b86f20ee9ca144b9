import { Failure } from '../../foundation/base/index.ts'
import { stateOf } from '../../jobs/index.ts'
import type { RecordedExperiment } from '../recording/record-experiment.ts'
import { renderExperimentRef } from '../refs/experiment-ref.ts'
import type { ExperimentCall } from '../writing-context.ts'
import { Broker } from './broker.ts'
import type { QueueContext } from './queue-context.ts'
import { type QueuedTask, shortTaskId } from './queued-task.ts'
import { RunFiles, type TaskResult, type TaskRun } from './run-files.ts'
import { runTask } from './run-task.ts'
import { taskOf } from './task-job.ts'

/** What the command of a job does: takes the task from the queue, carries it out, and says so in DVC's files. */
export async function workOnTask(
  context: QueueContext,
  id: string,
  call: ExperimentCall,
): Promise<RecordedExperiment | undefined> {
  const { task, attempt } = attemptAt(context, id)
  take(context, task, attempt)
  const runFiles = new RunFiles(context.files, context.root)
  const log = context.jobs.jobs.logOf(id, attempt)
  const run = { tree: context.root, log, processId: context.environment.processId, isForced: false }
  const before = attempt > 1 ? recordedBefore(context, task) : undefined
  if (before) {
    tellEnd(context, task, run, before)
    return undefined
  }
  return runTask(context, task, call, {
    begin(tree, isForced) {
      Object.assign(run, { tree, isForced })
      runFiles.begin(task, run)
    },
    end: (recorded) => tellEnd(context, task, run, recorded),
  })
}

function attemptAt({ jobs }: QueueContext, id: string): { readonly task: QueuedTask; readonly attempt: number } {
  const job = jobs.jobs.read(id)
  const task = job && taskOf(job)
  if (!task) throw new Failure('target-unknown', `There is no queued experiment '${id}'.`)
  return { task, attempt: stateOf(job).attempt }
}

/** Of all who would run a task, one moves its message. */
function take(context: QueueContext, task: QueuedTask, attempt: number): void {
  const broker = new Broker(context.files, context.root)
  const isThis = (one: { task: QueuedTask }) => one.task.id === task.id
  const waiting = broker.waiting().find(isThis)
  if (waiting && broker.take(waiting)) return
  if (attempt > 1 && broker.taken().some(isThis)) return
  throw new Failure('target-unknown', `The task '${shortTaskId(task)}' is not in the queue any more.`, {
    hint: 'Somebody has removed it, or dvc runs it.',
  })
}

/** What an attempt before this one has recorded, if it got that far. */
function recordedBefore({ git }: QueueContext, { baseline, name }: QueuedTask): TaskResult | undefined {
  const ref = name === undefined ? undefined : renderExperimentRef({ baseline, name })
  const commit = ref && git!.refId(ref)
  return commit ? { hash: commit, ref } : undefined
}

function tellEnd(context: QueueContext, task: QueuedTask, run: TaskRun, { hash, ref }: TaskResult): void {
  const runFiles = new RunFiles(context.files, context.root)
  runFiles.succeed(task, run, { hash, ref })
  runFiles.close(task, context.clock.now())
}
