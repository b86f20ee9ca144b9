export type { ValueDifference } from './differences.ts'
export { type Direction, type Directions, knownDirection, readDirections } from './directions.ts'
export { flatten } from './flatten.ts'
export { viewMetrics } from './metric-values.ts'
export {
  compareFiles,
  type DiffRequest,
  type DiffResult,
  diffMetrics,
  type MetricsShown,
  type ShowRequest,
  showMetrics,
} from './metrics.ts'
export type { MetricsContext } from './metrics-context.ts'
export { diffParams, type ParamsDiffRequest, viewParams } from './params.ts'
export type { FileValues } from './value-files.ts'
export type { ViewValues } from './view-values.ts'
