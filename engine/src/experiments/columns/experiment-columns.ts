import type { ShownBaseline } from '../show/shown-state.ts'
import { type ExperimentColumns, GatheredColumns } from './gathered-columns.ts'

/** What was shown already, as columns. */
export function experimentColumns(baselines: readonly ShownBaseline[]): ExperimentColumns {
  return new GatheredColumns().columns(baselines)
}
