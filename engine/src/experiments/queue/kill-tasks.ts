import { Failure } from '../../foundation/base/index.ts'
import { cancelJob } from '../../jobs/index.ts'
import type { QueueContext } from './queue-context.ts'
import { findTask, queueTasks, type TaskInQueue } from './queue-tasks.ts'
import { RunFiles } from './run-files.ts'

/** Ends tasks that run, or has them end by themselves; `kill` does not ask. Failure 'target-unknown' names those that do not run. */
export async function killTasks(
  context: QueueContext,
  names: readonly string[],
  isKilled: boolean,
  tell: (name: string) => void = () => undefined,
): Promise<void> {
  const running = queueTasks(context).filter(({ state }) => state === 'running')
  const found = names.map((name) => ({ name, task: findTask(running, name) }))
  for (const { name, task } of found) {
    if (!task) continue
    await killTask(context, task, isKilled)
    tell(name)
  }
  const missing = found.filter(({ task }) => !task).map(({ name }) => name)
  if (missing.length === 0) return
  const verb = missing.length > 1 ? 'are not valid running experiment names' : 'is not a valid running experiment name'
  throw new Failure('target-unknown', `'${missing.join('; ')}' ${verb}`, { hint: 'What runs: sterna queue status' })
}

/** Ends one task, also one that DVC runs. */
async function killTask(context: QueueContext, { job, task }: TaskInQueue, isKilled: boolean): Promise<void> {
  const { jobs, processes, files, root } = context
  if (job) {
    await cancelJob(jobs, job.facts.id, isKilled ? 'kill' : 'stop')
    return
  }
  const runFiles = new RunFiles(files, root)
  const processId = runFiles.processOf(task)
  if (processId !== undefined && processes.isAlive(processId))
    processes.send(-processId, isKilled ? 'SIGKILL' : 'SIGINT')
  else runFiles.close(task, context.clock.now())
}
