import type { CommitData } from '../data/revision-data.ts'
import type { ShownBaseline } from '../show/shown-state.ts'
import { type ExperimentRow, readRows } from './experiment-rows.ts'
import { GatheredPart } from './gathered-part.ts'
import type { ValueColumn } from './value-column.ts'

/** Experiments by column: thousands of rows with hundreds of values each, of which a page shows a few at a time. */
export interface ExperimentColumns {
  readonly rows: readonly ExperimentRow[]
  /** Metrics first, then parameters, each in the order in which rows have them. */
  readonly columns: readonly ValueColumn[]
}

/** In place of a part whose values have been taken already. */
const taken = ''

/**
 * Values of commits, taken as soon as they are read: a thousand texts of numbers take ten times the room of the numbers, so nobody
 * keeps them until all are read.
 */
export class GatheredColumns {
  readonly #metrics = new GatheredPart('metrics')
  readonly #params = new GatheredPart('params')
  readonly #slots = new Map<string, { readonly metrics: number; readonly params: number }>()

  /** Takes the values of a commit, and gives what is left to be known of it; for `ShowRequest.condense`. */
  readonly condense = (data: CommitData): CommitData => {
    const { commit, parent, seconds } = data
    this.#slots.set(commit, { metrics: this.#metrics.take(data.metrics), params: this.#params.take(data.params) })
    return { commit, parent, seconds, metrics: taken, params: taken, deps: taken, outs: taken }
  }

  /** What is shown, as columns. */
  columns(baselines: readonly ShownBaseline[]): ExperimentColumns {
    const read = readRows(baselines)
    const slotsOf = (part: 'metrics' | 'params', gathered: GatheredPart) =>
      read.map(({ parts, commit }) => {
        if (parts === undefined) return undefined
        return parts[part] === taken && commit !== undefined
          ? this.#slots.get(commit)?.[part]
          : gathered.take(parts[part])
      })
    const columns = [
      ...this.#metrics.columns(slotsOf('metrics', this.#metrics)),
      ...this.#params.columns(slotsOf('params', this.#params)),
    ]
    return { rows: read.map(({ row }) => row), columns }
  }
}
