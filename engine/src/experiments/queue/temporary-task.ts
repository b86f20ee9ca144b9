import { absolutePath } from '../../foundation/base/index.ts'
import { leftByOthers, ofProcess } from '../../foundation/system/index.ts'
import type { RecordedExperiment } from '../recording/record-experiment.ts'
import type { ExperimentCall } from '../writing-context.ts'
import type { QueueContext } from './queue-context.ts'
import type { QueuedTask } from './queued-task.ts'
import { runTask } from './run-task.ts'
import { taskTree } from './task-tree.ts'

const purpose = 'temporary'

/** Carries out a task that is in no queue. Of others whose process was killed no work tree is left. */
export async function runTemporaryTask(
  context: QueueContext,
  task: QueuedTask,
  call: ExperimentCall,
): Promise<RecordedExperiment> {
  const { files, treesDirectory, environment } = context
  removeAbandonedTrees(context)
  const note = absolutePath(treesDirectory, ofProcess(purpose, environment.processId))
  files.writeAtomic(note, task.stash)
  try {
    return await runTask(context, task, call)
  } finally {
    files.remove(note)
  }
}

function removeAbandonedTrees(context: QueueContext): void {
  const { files, treesDirectory } = context
  for (const note of leftByOthers(files, treesDirectory, purpose)) {
    const stash = files.readText(note)
    if (stash) taskTree(context, { stash }).remove()
    files.remove(note)
  }
}
