export {
  type Command,
  type Definition,
  type DefinitionSources,
  type Dependency,
  dependencyOf,
  type Output,
  type ParamsDependency,
  type ParsingOptions,
  type Place,
  placeOf,
  type PlotDefinition,
  readDefinition,
  type Stage,
} from './definition/index.ts'
export { buildGraph, type GraphNode, type GraphWording, type StageGraph, withoutFrozenEdges } from './graph.ts'
export { equalLockEntries, lockEntry, type LockedFile, type LockEntry, lockEntryValue } from './lock-entry.ts'
export { readLockFile, removeLockEntry, renderLockFile, replaceLockEntry } from './lock-file.ts'
export { joinCommandWords, newStage, type NewStageRequest, parseParamsOptions, type RequestedOutput, type RequestedParams } from './new-stage.ts'
export { compareParams, missingParams, type ParamChange, type ParamsComparison, type ParamsValues, recordedParams, selectParams } from './params.ts'
export { readParamsFile } from './params-file.ts'
export { type PlanRequest, type PlanScope, planScope, planStages } from './plan.ts'
export { lockFileOf, type PipelineContext } from './pipeline-context.ts'
export { parseRunCacheEntry, renderRunCacheEntry, runCacheKey, runCacheName, runCachePath } from './run-cache-key.ts'
export { removeStage, stageValue, writeStage } from './stage-edit.ts'
export { stagesNamed } from './stage-names.ts'
export { isStageFileName, parseTarget, type TargetAddress } from './target.ts'
export { trackedStage } from './tracked-pipeline-stage.ts'
export { addStage, type AddStageRequest, type AddStageResult } from './add-stage.ts'
export { type CommitRequest, commitStages } from './commit.ts'
export { type DescribedStage, describeStages } from './describe-stages.ts'
export { type PipelineGraph, pipelineGraph } from './pipeline-graph.ts'
export type { PipelineEvent } from './pipeline-context.ts'
export { type RemoveRequest, removeStages } from './remove-stages.ts'
export { type ReproduceRequest, type ReproduceResult, reproduce } from './reproduce.ts'
export type { DependencyChange } from './stage-changes.ts'
export { type ChangedStage, projectStatus, type StatusRequest, type StatusResult } from './status.ts'
