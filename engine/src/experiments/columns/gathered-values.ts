import { type CellValue, cellValue, ValueColumn } from './value-column.ts'

const slotsOfChunk = 2048

/** Values of one metric or parameter while they are gathered, by slot: a place for each revision that is met. */
export class GatheredValues {
  readonly #chunks: Float64Array[] = []
  readonly #others = new Map<number, Exclude<CellValue, number>>()

  /** Takes the value of a slot as the JSON it is written as. */
  put(slot: number, json: string): void {
    const value = cellValue(json)
    if (typeof value === 'number') this.#chunkOf(slot)[slot % slotsOfChunk] = value
    else this.#others.set(slot, value)
  }

  /** The column in which each row has the value of its slot. */
  arranged(slots: readonly (number | undefined)[], which: Pick<ValueColumn, 'kind' | 'file' | 'name'>): ValueColumn {
    const column = new ValueColumn(slots.length, which)
    slots.forEach((slot, row) => {
      const value = slot === undefined ? undefined : this.#at(slot)
      if (value !== undefined) column.put(row, value)
    })
    return column
  }

  #at(slot: number): CellValue | undefined {
    const number = this.#chunks[Math.floor(slot / slotsOfChunk)]?.[slot % slotsOfChunk]
    return number === undefined || number !== number ? this.#others.get(slot) : number
  }

  #chunkOf(slot: number): Float64Array {
    const index = Math.floor(slot / slotsOfChunk)
    return (this.#chunks[index] ??= new Float64Array(slotsOfChunk).fill(Number.NaN))
  }
}
