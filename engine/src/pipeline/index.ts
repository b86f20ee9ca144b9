export { isFalse, readParamsFile } from '../foundation/formats/index.ts'
export { type AddStageRequest, type AddStageResult, addStage, stageText } from './add-stage.ts'
export { type ChangePlotRequest, changePlot } from './change-plot.ts'
export {
  type CheckResult,
  checkPipelines,
  type Finding,
  type Rule,
  type RuleCode,
  rules,
  type Severity,
} from './check/index.ts'
export { type CommitRequest, commitLocked, commitStages } from './commit.ts'
export {
  type BrokenPart,
  type Definition,
  type Dependency,
  examineDefinition,
  failureOfParts,
  type ParsingOptions,
  readDefinition,
  type Stage,
  type VarsFile,
  varsFileOf,
} from './definition/index.ts'
export { type DescribedStage, describeStages } from './describe-stages.ts'
export { destroyProject } from './destroy.ts'
export { type FreezeResult, freezeStages } from './freeze.ts'
export { buildGraph } from './graph.ts'
export { InputLists } from './input-lists.ts'
export { type LockEntry, lockEntryValue } from './lock-entry.ts'
export { readLockFile } from './lock-file.ts'
export { type MergeVersionsRequest, mergeVersions, settleMerge } from './merge-driver.ts'
export { type MigrateRequest, type MigrateResult, migrateCache } from './migrate-cache.ts'
export { selectParams } from './params.ts'
export { ParamsFiles } from './params-files.ts'
export {
  lockFileOf,
  type PipelineCall,
  type PipelineContext,
  type PipelineEvent,
  type ReadableStages,
} from './pipeline-context.ts'
export { type PipelineGraph, pipelineGraph } from './pipeline-graph.ts'
export { planStages } from './plan.ts'
export { mostNeeded, policyFile, readProjectPolicy, secondsFrom, usualPolicy } from './policy/index.ts'
export type { PullingContext } from './pulling.ts'
export { pythonTypeName } from './python-type-name.ts'
export { recordLockedVersions } from './record-locked-versions.ts'
export { forgetRuns, type RememberedRun, rememberedRuns } from './remembered-runs.ts'
export { type RemoveRequest, removeStages } from './remove-stages.ts'
export { type ReproduceRequest, type ReproduceResult, reproduce } from './reproduce.ts'
export { plainReproduction } from './reproduce-plan.ts'
export { stagesFailed } from './reproduce-walk.ts'
export { shellCommand } from './running/index.ts'
export type { DependencyChange } from './stage-changes.ts'
export { type ChangedStage, projectStatus, type StatusRequest, type StatusResult } from './status.ts'
export { SteadyAnswers, type SteadyContext } from './steady/index.ts'
export { trackedStage } from './tracked-pipeline-stage.ts'
export { unreadableLock, unreadableSource } from './unreadable-file.ts'
export { UrlStates } from './url-states.ts'
export {
  type Content,
  type ExplainedStage,
  type ExplainedTarget,
  explainStages,
  explainTargets,
  type Outlook,
  type Reason,
} from './why/index.ts'
