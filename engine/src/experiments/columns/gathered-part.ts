import { type TakeValue, visitValues } from '../table/flat-values.ts'
import { GatheredValues } from './gathered-values.ts'
import { type SlotsOfRows, ValueColumn } from './value-column.ts'

/** The metrics, or the parameters, of all revisions that are met, by file and name. */
export class GatheredPart {
  readonly #kind: ValueColumn['kind']
  readonly #files = new Map<string, Map<string, GatheredValues>>()
  #slots = 0

  constructor(kind: ValueColumn['kind']) {
    this.#kind = kind
  }

  /** Takes a part of a revision, and tells the slot that its values have from now on. */
  take(part: string): number {
    const slot = this.#slots++
    visitValues(part, { file: (file) => this.#taker(slot, file) })
    return slot
  }

  /** The columns in which each row has what stands in its slot, in the order in which rows have them. */
  columns(slots: SlotsOfRows): ValueColumn[] {
    const files = [...this.#files].map(([file, all]) => this.#columnsOf(file, all, slots))
    const filled = files.filter((columns) => columns.length > 0)
    return filled.sort(([a], [b]) => a!.first - b!.first).flat()
  }

  #columnsOf(file: string, all: ReadonlyMap<string, GatheredValues>, slots: SlotsOfRows): ValueColumn[] {
    const columns = [...all].map(([name, values]) => new ValueColumn(values, slots, { kind: this.#kind, file, name }))
    return columns.filter(({ filled }) => filled > 0).sort((a, b) => a.first - b.first)
  }

  #taker(slot: number, file: string): TakeValue {
    const all = this.#files.get(file) ?? new Map<string, GatheredValues>()
    this.#files.set(file, all)
    return (name, json) => {
      const values = all.get(name) ?? new GatheredValues()
      all.set(name, values)
      values.put(slot, json)
    }
  }
}
