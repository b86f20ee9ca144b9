import type { ShownBaseline } from '../show/shown-state.ts'
import type { ExperimentRow } from './experiment-rows.ts'
import { GatheredColumns } from './gathered-columns.ts'
import type { ValueColumn } from './value-column.ts'

/** Experiments by column: thousands of rows with hundreds of values each, of which a page shows a few at a time. */
export interface ExperimentColumns {
  readonly rows: readonly ExperimentRow[]
  /** Metrics first, then parameters, each in the order in which rows have them. */
  readonly columns: readonly ValueColumn[]
}

export function experimentColumns(baselines: readonly ShownBaseline[]): ExperimentColumns {
  return new GatheredColumns().columns(baselines)
}
