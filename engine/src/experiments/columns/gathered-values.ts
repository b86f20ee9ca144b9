/** A value as a table shows it. Lists are their JSON. */
export type CellValue = number | string | boolean | null

const slotsOfChunk = 2048

/** Values of one metric or parameter, by slot: a place for each revision that is met. Numbers stand in arrays; whatever is none is kept beside them. */
export class GatheredValues {
  readonly #chunks: Float64Array[] = []
  readonly #others = new Map<number, Exclude<CellValue, number>>()

  /** Takes the value of a slot as the JSON it is written as. */
  put(slot: number, json: string): void {
    const value = cellValue(json)
    if (typeof value === 'number') this.#chunkOf(slot)[slot % slotsOfChunk] = value
    else this.#others.set(slot, value)
  }

  /** Undefined where the slot has none. */
  at(slot: number): CellValue | undefined {
    const number = this.#chunks[Math.floor(slot / slotsOfChunk)]?.[slot % slotsOfChunk]
    return number === undefined || number !== number ? this.#others.get(slot) : number
  }

  #chunkOf(slot: number): Float64Array {
    const index = Math.floor(slot / slotsOfChunk)
    return (this.#chunks[index] ??= new Float64Array(slotsOfChunk).fill(Number.NaN))
  }
}

/** What stands in a text of JSON. What is kept of the text is a copy, because a piece of it would keep all of it. */
function cellValue(json: string): CellValue {
  const first = json.charCodeAt(0)
  if (first === 0x22) return JSON.parse(json) as string
  if (json === 'true' || json === 'false') return json === 'true'
  if (json === 'null') return null
  if (first === 0x5b || first === 0x7b || json === 'NaN') return Buffer.from(json).toString()
  return json.endsWith('Infinity') ? infinityOf(json) : Number(json)
}

function infinityOf(json: string): number {
  return json.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY
}
