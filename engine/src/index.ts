/** The public face: open a project, and the verbs of each subject. */

export {
  type AddRequest,
  type AddResult,
  addData,
  type CheckoutChange,
  type CheckoutResult,
  checkoutData,
  checkoutFailure,
  fetchData,
  type InitResult,
  initProject,
  installHooks,
  type MergeConflict,
  pullData,
  pushData,
  type SentCommits,
  sendCommits,
  type TransferResult,
  type UnsentOutput,
  unprotectData,
} from './data/index.ts'
export {
  type ChangedPaths,
  type DataDiff,
  type DataStatus,
  dataStatus,
  diffData,
  type Item,
} from './comparison/index.ts'
export {
  type AbsolutePath,
  absolutePath,
  type Call,
  explainSystemError,
  Failure,
  type FailureCode,
  quietCall,
  type RepoPath,
  shownPath,
  toPosix,
} from './foundation/base/index.ts'
export {
  addRemote,
  type ConfigContext,
  type ConfigLevel,
  listSettings,
  loadConfig,
  modifyRemote,
  parseSettingName,
  readSetting,
  removeRemote,
  renameRemote,
  type SettingName,
  setDefaultRemote,
  setOption,
  unsetOption,
} from './foundation/config/index.ts'
export {
  float,
  pythonText,
  renderJson,
  roundLikePython,
  Timestamp,
  type Value,
  type ValueMap,
  WholeFloat,
} from './foundation/formats/index.ts'
export { openGit, parsePrePushLines } from './foundation/git/index.ts'
export {
  type Environment,
  type FileSystem,
  readEnvironment,
  realFileSystem,
  realProcesses,
} from './foundation/system/index.ts'
export {
  type DiffResult,
  diffMetrics,
  diffParams,
  type FileValues,
  flatten,
  type MetricsShown,
  showMetrics,
  type ValueDifference,
} from './metrics/index.ts'
export {
  addStage,
  type ChangedStage,
  commitStages,
  type DependencyChange,
  describeStages,
  destroyProject,
  mergeVersions,
  type PipelineEvent,
  pipelineGraph,
  projectStatus,
  type ReproduceResult,
  removeStages,
  reproduce,
  type StatusResult,
  settleMerge,
} from './pipeline/index.ts'
export { findProjectRoot, openProject, Project, type ProjectOptions } from './project/index.ts'
export {
  checkScope,
  collectGarbage,
  type GarbageRequest,
  type GarbageResult,
  type GarbageScope,
  restoreGarbage,
} from './upkeep/index.ts'
