/** A value as a table shows it. Lists are their JSON. */
export type CellValue = number | string | boolean | null

/** One metric or parameter of all rows. Numbers stand in an array; whatever is none is kept beside it. */
export class ValueColumn {
  readonly kind: 'metrics' | 'params'
  readonly file: string
  readonly name: string
  readonly #numbers: Float64Array
  readonly #others = new Map<number, Exclude<CellValue, number>>()
  #filled = 0

  constructor(rows: number, { kind, file, name }: Pick<ValueColumn, 'kind' | 'file' | 'name'>) {
    this.kind = kind
    this.file = file
    this.name = name
    this.#numbers = new Float64Array(rows).fill(Number.NaN)
  }

  /** How many rows have a value, null included. */
  get filled(): number {
    return this.#filled
  }

  get rows(): number {
    return this.#numbers.length
  }

  get hasTexts(): boolean {
    return this.#others.size > 0
  }

  /** Takes the value of a row that has none yet. */
  put(row: number, value: CellValue): void {
    this.#filled++
    if (typeof value === 'number') this.#numbers[row] = value
    else this.#others.set(row, value)
  }

  /** Undefined where the row has none. */
  at(row: number): CellValue | undefined {
    const number = this.#numbers[row]!
    return number === number ? number : this.#others.get(row)
  }

  /** The first row that has a value; behind the last one if none has. */
  first(): number {
    let row = 0
    while (row < this.rows && this.at(row) === undefined) row++
    return row
  }

  /** Whether rows differ, counting that one has none. */
  isVarying(): boolean {
    if (this.#filled < this.rows && this.#filled > 0) return true
    const first = this.at(0)
    for (let row = 1; row < this.rows; row++) if (this.at(row) !== first) return true
    return false
  }

  /** The least and the greatest number; undefined if there is none. */
  range(): readonly [number, number] | undefined {
    let [least, greatest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
    for (const number of this.#numbers) {
      if (number < least) least = number
      if (number > greatest) greatest = number
    }
    return least <= greatest ? [least, greatest] : undefined
  }
}

/** What stands in a text of JSON. What is kept of the text is a copy, because a piece of it would keep all of it. */
export function cellValue(json: string): CellValue {
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
