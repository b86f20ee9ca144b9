import { type ReproduceRequest, reproduce } from '../pipeline/index.ts'
import { type NewExperimentRequest, newExperiment } from './new-experiment.ts'
import { newParamsFiles, type SetParamsRequest, writeParamsFiles } from './params/set-params.ts'
import { refuseUnwritable } from './recording/refuse-unwritable.ts'
import { type ExperimentRun, type ForetoldRun, runInTree } from './run-in-tree.ts'
import { WorkspaceRun } from './workspace-run.ts'
import type { ExperimentCall, WritingContext } from './writing-context.ts'

export interface RunExperimentRequest extends NewExperimentRequest, SetParamsRequest {
  readonly message?: string | undefined
  /** What is brought up to date; `force` there is that of the experiment. */
  readonly reproduction: ReproduceRequest
}

/** Runs the pipeline in the work tree as it is, leaves the results there, and records them as an experiment. */
export async function runExperiment(
  context: WritingContext,
  request: RunExperimentRequest,
  call: ExperimentCall,
): Promise<ExperimentRun> {
  const { name, head, git } = newExperiment(context, request)
  const { branch } = git.head()
  if (request.reproduction.dry) return foretell(context, request, name, call)
  refuseUnwritable(context, git)
  const told = await WorkspaceRun.begin(context, { name, baseline: head })
  try {
    const paramsFiles = writeParamsFiles(context, newParamsFiles(context, request))
    context.forgetStages()
    return await runInTree(
      context,
      { ...request, paramsFiles, name, baseline: head, branch, projectRoot: context.root },
      call,
    )
  } finally {
    await told.end()
  }
}

async function foretell(
  context: WritingContext,
  request: RunExperimentRequest,
  name: string,
  call: ExperimentCall,
): Promise<ForetoldRun> {
  newParamsFiles(context, request)
  call.report({ kind: 'experiment-begins', name })
  return { reproduction: await reproduce(context, request.reproduction, call), recorded: undefined }
}
