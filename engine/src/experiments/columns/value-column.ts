import type { CellValue, GatheredValues } from './gathered-values.ts'

/** Which slot each row has its values in; none where nothing could be read. */
export type SlotsOfRows = readonly (number | undefined)[]

/** One metric or parameter of all rows. */
export class ValueColumn {
  readonly kind: 'metrics' | 'params'
  readonly file: string
  readonly name: string
  /** How many rows have a value, null included. */
  readonly filled: number
  /** The first row that has one; behind the last if none has. */
  readonly first: number
  readonly #values: GatheredValues
  readonly #slots: SlotsOfRows

  constructor(values: GatheredValues, slots: SlotsOfRows, which: Pick<ValueColumn, 'kind' | 'file' | 'name'>) {
    this.kind = which.kind
    this.file = which.file
    this.name = which.name
    this.#values = values
    this.#slots = slots
    const filled = slots.flatMap((_, row) => (this.at(row) === undefined ? [] : row))
    this.filled = filled.length
    this.first = filled[0] ?? slots.length
  }

  get rows(): number {
    return this.#slots.length
  }

  get hasTexts(): boolean {
    return this.#slots.some((_, row) => !['number', 'undefined'].includes(typeof this.at(row)))
  }

  /** Undefined where the row has none. */
  at(row: number): CellValue | undefined {
    const slot = this.#slots[row]
    return slot === undefined ? undefined : this.#values.at(slot)
  }

  /** Whether rows differ, counting that one has none. */
  isVarying(): boolean {
    if (this.filled < this.rows && this.filled > 0) return true
    const first = this.at(0)
    for (let row = 1; row < this.rows; row++) if (this.at(row) !== first) return true
    return false
  }

  /** The least and the greatest number; undefined if there is none. */
  range(): readonly [number, number] | undefined {
    let [least, greatest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
    for (let row = 0; row < this.rows; row++) {
      const value = this.at(row)
      if (typeof value !== 'number') continue
      if (value < least) least = value
      if (value > greatest) greatest = value
    }
    return least <= greatest ? [least, greatest] : undefined
  }
}
