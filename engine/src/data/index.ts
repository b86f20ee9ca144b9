export { type AddedOutput, type AddResult, addData, contentOf } from './add.ts'
export type { AddRequest } from './add-request.ts'
export {
  type CheckoutRequest,
  type CheckoutResult,
  checkoutData,
  checkoutFailure,
} from './checkout.ts'
export type { CheckoutChange } from './checkout-change.ts'
export { checkIgnore, type IgnoreAnswer } from './check-ignore.ts'
export { commitSource, keepOutput } from './commit-source.ts'
export {
  type DataCall,
  type DataContext,
  type DataEvent,
  observePath,
  refuseClaimed,
  stageChanges,
} from './data-context.ts'
export { type DvcFile, parseDvcFile, recordedContent } from './dvc-file.ts'
export { checkDvcFile } from './dvc-file-schema.ts'
export { dvcIgnoreTree } from './dvc-ignore.ts'
export { hideFromGit, refuseTrackedByGit } from './git-ignore-files.ts'
export { type InitContext, type InitRequest, type InitResult, initProject } from './init.ts'
export { type InstallContext, type InstallRequest, installHooks } from './install.ts'
export {
  changedSide,
  type DirectoryLookup,
  type MergeConflict,
  type Merging,
  mapSides,
  mergeDvcFiles,
  mergeKeys,
  mergeValue,
  type OutputMerging,
  type Side,
  type Sides,
} from './merge/index.ts'
export { type OutputState, outputState } from './output-status.ts'
export { PlacedRecord } from './placed-record.ts'
export { notAStage, releaseOutputs, removeSource } from './remove.ts'
export { repairOwnGitIgnore } from './repair-gitignore.ts'
export { type OutputSelection, type SelectedOutput, selectionOf, selectStages, stageNamed } from './select-outputs.ts'
export { type SentCommits, sendCommits, type UnsentOutput } from './send-commits.ts'
export { findStageFiles, isStageFile, type StageFileContext } from './stage-files.ts'
export {
  type RecordedContent,
  shownAddress,
  stageName,
  type TrackedOutput,
  type TrackedStage,
} from './tracked-stage.ts'
export {
  fetchData,
  pullData,
  pushData,
  type Remote,
  type TransferContext,
  type TransferRequest,
  type TransferResult,
} from './transfer-data.ts'
export { unprotectData } from './unprotect.ts'
