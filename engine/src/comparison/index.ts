export type { ChangedPaths } from './changed-paths.ts'
export { type DataStatus, type DataStatusRequest, dataStatus } from './data-status.ts'
export { type DataDiff, type DataDiffRequest, type DiffContext, diffData } from './diff.ts'
export type { Item } from './side.ts'
