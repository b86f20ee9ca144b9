import type { ShownBaseline } from '../show/shown-state.ts'
import { type TakeValue, visitValues } from '../table/flat-values.ts'
import { type ExperimentRow, readRows } from './experiment-rows.ts'
import { ValueColumn } from './value-column.ts'

/** Experiments by column: thousands of rows with hundreds of values each, of which a page shows a few at a time. */
export interface ExperimentColumns {
  readonly rows: readonly ExperimentRow[]
  /** Metrics first, then parameters, each in the order in which they are met. */
  readonly columns: readonly ValueColumn[]
}

export function experimentColumns(baselines: readonly ShownBaseline[]): ExperimentColumns {
  const read = readRows(baselines)
  const metrics = new ColumnsOfKind('metrics', read.length)
  const params = new ColumnsOfKind('params', read.length)
  read.forEach(({ parts }, row) => {
    if (parts === undefined) return
    metrics.take(row, parts.metrics)
    params.take(row, parts.params)
  })
  const rows = read.map(({ row }) => row)
  return { rows, columns: [...metrics.all(), ...params.all()] }
}

type Kind = ValueColumn['kind']

class ColumnsOfKind {
  readonly #files = new Map<string, Map<string, ValueColumn>>()
  readonly #kind: Kind
  readonly #rows: number

  constructor(kind: Kind, rows: number) {
    this.#kind = kind
    this.#rows = rows
  }

  take(row: number, part: string): void {
    visitValues(part, { file: (file) => this.#taker(row, file) })
  }

  *all(): Generator<ValueColumn> {
    for (const columns of this.#files.values()) yield* columns.values()
  }

  #taker(row: number, file: string): TakeValue {
    const columns = this.#files.get(file) ?? new Map<string, ValueColumn>()
    this.#files.set(file, columns)
    return (name, json) => {
      const column = columns.get(name) ?? new ValueColumn(this.#rows, { kind: this.#kind, file, name })
      columns.set(name, column)
      column.put(row, json)
    }
  }
}
