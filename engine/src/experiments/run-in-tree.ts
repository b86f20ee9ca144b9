import { checkoutLocked, overlaid } from '../data/index.ts'
import type { AbsolutePath, RepoPath } from '../foundation/base/index.ts'
import {
  commitLocked,
  type LockEntry,
  type ReproduceRequest,
  type ReproduceResult,
  reproduce,
  stagesFailed,
} from '../pipeline/index.ts'
import type { NewExperimentRequest } from './new-experiment.ts'
import type { SetParamsRequest } from './params/set-params.ts'
import { stagePaths, topLevelPaths } from './recording/commit-paths.ts'
import { lockEntries } from './recording/lock-entries.ts'
import { type RecordedExperiment, recordExperiment } from './recording/record-experiment.ts'
import { stageVariables } from './stage-variables.ts'
import { toldRun } from './telling/told-run.ts'
import type { ExperimentCall, WritingContext } from './writing-context.ts'

export interface ExperimentRun {
  readonly reproduction: ReproduceResult
  /** Undefined after a dry run. */
  readonly recorded: RecordedExperiment | undefined
}

export interface RecordedRun extends ExperimentRun {
  readonly recorded: RecordedExperiment
}

/** What would run. */
export interface ForetoldRun extends ExperimentRun {
  readonly recorded: undefined
}

export interface RunInTreeRequest extends Omit<NewExperimentRequest, 'name'>, SetParamsRequest {
  readonly message?: string | undefined
  /** What is brought up to date; `force` there is that of the experiment. */
  readonly reproduction: ReproduceRequest
  readonly name: string
  readonly baseline: string
  /** The branch that was checked out where it was asked for. */
  readonly branch: string | undefined
  /** The project that the experiment belongs to, which may be another than the one it runs in. */
  readonly projectRoot: AbsolutePath
  /** Params files that belong to it, known to Git or not. */
  readonly paramsFiles?: readonly RepoPath[]
}

/**
 * The same in any work tree of the repository, for whoever has prepared one: data as recorded, stages with the variables that
 * tell them what they belong to, and the result as a commit and a ref.
 */
export function runInTree(
  context: WritingContext,
  request: RunInTreeRequest,
  call: ExperimentCall,
): Promise<RecordedRun> {
  return toldRun(context, request, call, () => runAndRecord(context, request, call))
}

async function runAndRecord(
  context: WritingContext,
  request: RunInTreeRequest,
  call: ExperimentCall,
): Promise<RecordedRun> {
  const { name, message, baseline, branch, force } = request
  const began = context.clock.now()
  const reproduction = await reproduceInTree(context, request, call)
  if (reproduction.failed.length > 0) throw stagesFailed(reproduction.failed)
  const visited = new Set(reproduction.stages.map(({ stage }) => stage))
  const own = [...stagePaths(context, visited), ...topLevelPaths(context.definitions())]
  const paths = [...own, ...(request.paramsFiles ?? [])]
  const entries = entriesOf(context, reproduction)
  const story = { branch, began, stages: reproduction.stages }
  const experiment = { baseline, name, message, force, entries, paths, story }
  return { reproduction, recorded: await recordExperiment(context, experiment, call) }
}

/** What would run in such a work tree. */
export async function foretellInTree(
  context: WritingContext,
  request: RunInTreeRequest,
  call: ExperimentCall,
): Promise<ForetoldRun> {
  const reproduction = { ...request.reproduction, dry: true }
  return { reproduction: await reproduceInTree(context, { ...request, reproduction }, call), recorded: undefined }
}

async function reproduceInTree(
  context: WritingContext,
  request: RunInTreeRequest,
  call: ExperimentCall,
): Promise<ReproduceResult> {
  const { name, force } = request
  call.report({ kind: 'experiment-begins', name })
  await prepareData(context, request.reproduction, call)
  const variables = stageVariables(context, request)
  const environment = { ...context.environment, variables: { ...context.environment.variables, ...variables } }
  return reproduce(overlaid(context, { environment }), { ...request.reproduction, force }, call)
}

/** Data that somebody changed belongs to the experiment; everything else that is tracked becomes what is recorded. */
async function prepareData(
  context: WritingContext,
  { targets, isRecursive }: ReproduceRequest,
  call: ExperimentCall,
): Promise<void> {
  const selection = { targets, isRecursive, withDependencies: targets.length > 0 }
  await context.lock.during(async () => {
    const commit = { ...selection, onlySources: true, withoutRelink: true, force: true, confirm: async () => true }
    await commitLocked(context, commit, call)
    const checkout = { ...selection, force: true, keepsReplaced: true, allowMissing: true, relink: false }
    await checkoutLocked(context, checkout, call)
  })
}

/** The lock entries of the stages that ran, were brought back or verified. */
function entriesOf(context: WritingContext, { stages }: ReproduceResult): Map<string, LockEntry> {
  const done = stages.filter(({ decision }) => isDone(decision.kind)).map(({ stage }) => stage)
  return lockEntries(context, new Set(done))
}

function isDone(decision: string): boolean {
  return decision === 'run' || decision === 'restore' || decision === 'verify'
}
