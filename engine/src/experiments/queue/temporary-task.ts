import { absolutePath } from '../../foundation/base/index.ts'
import { leftByOthers, ofProcess } from '../../foundation/system/index.ts'
import type { RecordedExperiment } from '../recording/record-experiment.ts'
import type { ForetoldRun } from '../run-in-tree.ts'
import type { ExperimentCall } from '../writing-context.ts'
import type { QueueContext } from './queue-context.ts'
import type { QueuedTask } from './queued-task.ts'
import { foretellTask, runTask } from './run-task.ts'
import { taskTree } from './task-tree.ts'

const purpose = 'temporary'

/** Carries out a task that is in no queue. Of others whose process was killed no work tree is left. */
export function runTemporaryTask(
  context: QueueContext,
  task: QueuedTask,
  call: ExperimentCall,
): Promise<RecordedExperiment> {
  return noted(context, task, () => runTask(context, task, call))
}

/** What of such a task would run. */
export function foretellTemporaryTask(
  context: QueueContext,
  task: QueuedTask,
  call: ExperimentCall,
): Promise<ForetoldRun> {
  return noted(context, task, () => foretellTask(context, task, call))
}

/** While a task has a work tree, a note says so to those who come after this process. */
async function noted<Result>(context: QueueContext, task: QueuedTask, act: () => Promise<Result>): Promise<Result> {
  const { files, treesDirectory, environment } = context
  removeAbandonedTrees(context)
  const note = absolutePath(treesDirectory, ofProcess(purpose, environment.processId))
  files.writeAtomic(note, `${task.stash} ${task.id}`)
  try {
    return await act()
  } finally {
    if (!files.stat(taskTree(context, task).root)) files.remove(note)
  }
}

function removeAbandonedTrees(context: QueueContext): void {
  const { files, treesDirectory } = context
  for (const note of leftByOthers(files, treesDirectory, purpose)) {
    const [stash, id] = (files.readText(note) ?? '').split(' ')
    if (stash && id) taskTree(context, { stash, id }).remove()
    files.remove(note)
  }
}
