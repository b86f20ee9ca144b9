export { type AddedOutput, type AddResult, addData, contentOf } from './add.ts'
export { type AddCopyRequest, addCopy } from './add-copy.ts'
export { ownerOf } from './add-plan.ts'
export type { AddRequest } from './add-request.ts'
export { areaContext } from './area-context.ts'
export { checkIgnore, type IgnoreAnswer } from './check-ignore.ts'
export {
  type CheckoutRequest,
  type CheckoutResult,
  checkoutData,
  checkoutFailure,
  checkoutLocked,
} from './checkout.ts'
export type { CheckoutChange } from './checkout-change.ts'
export { type CloudState, type CloudStatus, cloudStatus } from './cloud-status.ts'
export { commitSource, keepOutput } from './commit-source.ts'
export {
  type DataCall,
  type DataContext,
  type DataEvent,
  observePath,
  refuseClaimed,
  stageChanges,
} from './data-context.ts'
export { contentEntry, type DvcFile, parseDvcFile, recordedContent, updateDvcFile } from './dvc-file.ts'
export { checkDvcFile } from './dvc-file-schema.ts'
export { dvcIgnoreTree } from './dvc-ignore.ts'
export { bringOutputs, bringRuns, type FetchRequest, fetchData, pullData, pullLocked } from './fetch-data.ts'
export { hideFromGit, refuseTrackedByGit } from './git-ignore-files.ts'
export {
  fetchImports,
  followsVersions,
  type ImportCall,
  type ImportContext,
  type ImportEvent,
  type ImportExtent,
  type ImportRepositoryRequest,
  type ImportResult,
  type ImportUrlRequest,
  importRepository,
  importUrl,
  isChecksumChanged,
  isPlaceHere,
  type RepositoryOrigin,
  type SourceProject,
  type SourceRepository,
  type SourceRequest,
  type SourceSettings,
  type SourceState,
  stateFromUrl,
  stateOfUrl,
  type UpdateRequest,
  type UrlContext,
  type UrlOrigin,
  updateImports,
} from './imports/index.ts'
export { type InitContext, type InitRequest, type InitResult, initProject } from './init.ts'
export { type InstallContext, type InstallRequest, installHooks } from './install.ts'
export { withKnownVersion } from './keep-versions.ts'
export { listedFilesValue } from './listed-files.ts'
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
export { type MoveRequest, type MoveResult, moveData } from './move.ts'
export { partFilter } from './output-parts.ts'
export { type OutputState, outputState } from './output-status.ts'
export { overlaid } from './overlaid.ts'
export { PlacedRecord } from './placed-record.ts'
export { type PlannedTransfer, planFetch, planPush, type TransferPlan } from './plan-transfer.ts'
export { pushData } from './push-data.ts'
export { refuseOutside } from './refuse-outside.ts'
export { notAStage, releaseOutputs, removeSource } from './remove.ts'
export { removePart } from './remove-part.ts'
export { repairOwnGitIgnore } from './repair-gitignore.ts'
export { type SelectedOutput, selectOutputs, selectStages, stageNamed } from './select-outputs.ts'
export { type OutputSelection, type SelectionRequest, selectionFor, selectionOf } from './selection.ts'
export { type SentCommits, sendCommits, type UnsentOutput } from './send-commits.ts'
export { findStageFiles, isStageFile, type StageFileContext } from './stage-files.ts'
export { stagesIfReadable } from './stages-if-readable.ts'
export type { TrackedDirectory } from './tracked-directory.ts'
export {
  type RecordedContent,
  shownAddress,
  stageName,
  type TrackedOutput,
  type TrackedStage,
} from './tracked-stage.ts'
export type { Remote, TransferContext, TransferRequest, TransferResult } from './transfer-data.ts'
export { legacyOutputs, type Translation, translateLegacy } from './translate-legacy.ts'
export { unprotectData } from './unprotect.ts'
export { objectsFor, readableObjects } from './versions/index.ts'
