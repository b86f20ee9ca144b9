/** What a pickle of plain data holds: a mapping has texts as keys, a number is an integer. */
export type PickleValue =
  | null
  | boolean
  | string
  | number
  | Tuple
  | readonly PickleValue[]
  | ReadonlyMap<string, PickleValue>

/** Python's tuple, which is not its list. */
export class Tuple {
  readonly items: readonly PickleValue[]

  constructor(items: readonly PickleValue[]) {
    this.items = items
  }
}
