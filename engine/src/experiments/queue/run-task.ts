import { type AbsolutePath, absolutePath, Failure } from '../../foundation/base/index.ts'
import { plainReproduction, type ReproduceRequest } from '../../pipeline/index.ts'
import type { RecordedExperiment } from '../recording/record-experiment.ts'
import { type ForetoldRun, foretellInTree, runInTree } from '../run-in-tree.ts'
import type { ExperimentCall, WritingContext } from '../writing-context.ts'
import type { QueueContext } from './queue-context.ts'
import { type QueuedTask, shortTaskId } from './queued-task.ts'
import { parseArguments, type RunArguments } from './run-arguments.ts'
import { type MadeTree, makeTaskTree } from './task-tree.ts'

/** Hears of a task's work tree while it is there. */
export interface TreeListener {
  begin(tree: AbsolutePath, isForced: boolean): void
  end(recorded: RecordedExperiment): void
}

const nobody: TreeListener = { begin: () => undefined, end: () => undefined }

/** Carries out a task in a work tree of its own, which is gone afterwards, and records what it has made. */
export async function runTask(
  context: QueueContext,
  task: QueuedTask,
  call: ExperimentCall,
  listener: TreeListener = nobody,
): Promise<RecordedExperiment> {
  return inTree(context, task, async (project, words, tree) => {
    listener.begin(tree.root, words.flags.force)
    const { recorded } = await runInTree(project, requestOf(context, task, words), call)
    listener.end(recorded)
    return recorded
  })
}

/** What of a task would run; also looked at in a work tree of its own, which is gone afterwards. */
export async function foretellTask(
  context: QueueContext,
  task: QueuedTask,
  call: ExperimentCall,
): Promise<ForetoldRun> {
  return inTree(context, task, (project, words) => foretellInTree(project, requestOf(context, task, words), call))
}

async function inTree<Result>(
  context: QueueContext,
  task: QueuedTask,
  act: (project: WritingContext, words: RunArguments, tree: MadeTree) => Promise<Result>,
): Promise<Result> {
  const tree = makeTaskTree(context, task)
  try {
    const words = argumentsIn(tree, task)
    const project = await context.openTree(tree.project)
    try {
      return await act(project, words, tree)
    } finally {
      project.close()
    }
  } finally {
    tree.leave()
  }
}

function argumentsIn({ words }: MadeTree, task: QueuedTask): RunArguments {
  if (words) return parseArguments(words)
  throw new Failure('git', `The commit of the task, '${shortTaskId(task)}', does not say what to run.`, {
    hint: 'Queue the experiment anew: sterna exp run --queue',
  })
}

function requestOf({ root, git }: QueueContext, task: QueuedTask, words: RunArguments) {
  const name = task.name ?? words.variables['DVC_EXP_NAME'] ?? shortTaskId(task)
  return {
    name,
    message: task.message,
    force: words.flags.force,
    baseline: task.baseline,
    branch: task.branch ?? branchAt(git, task.baseline),
    projectRoot: absolutePath(words.variables['DVC_ROOT'] ?? root),
    reproduction: reproductionOf(words),
  }
}

/** Of the work tree that the queue belongs to, if it is still where the task began. */
function branchAt(git: QueueContext['git'], commit: string): string | undefined {
  const head = git?.head()
  return head?.commit === commit ? head.branch : undefined
}

function reproductionOf({ targets, flags, onError }: RunArguments): ReproduceRequest {
  return {
    ...plainReproduction,
    targets,
    force: flags.force,
    singleItem: flags.single_item,
    pipeline: flags.pipeline,
    allPipelines: flags.all_pipelines,
    downstream: flags.downstream,
    isRecursive: flags.recursive,
    forceDownstream: flags.force_downstream,
    pull: flags.pull,
    allowMissing: flags.allow_missing,
    onFailure: onError === 'fail' ? 'stop' : onError,
  }
}
