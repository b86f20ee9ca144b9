import { HashColumn } from './hash-column.ts'
import { HashTable } from './hash-table.ts'
import type { ContentHash } from './object-store.ts'

/** Gives each distinct object a number, from 0 on, so that what is known of millions of them fits into plain arrays. */
export class NumberedObjects {
  readonly #numbers = new HashTable()
  readonly #hashes = new HashColumn()

  get length(): number {
    return this.#hashes.length
  }

  has(column: HashColumn, index: number): boolean {
    return this.#numbers.getAt(column, index) !== undefined
  }

  /** The numbers of these, in their order. */
  numbersOf(column: HashColumn): Int32Array {
    const numbers = new Int32Array(column.length)
    for (let i = 0; i < column.length; i++) {
      const next = this.#hashes.length
      numbers[i] = this.#numbers.getOrSetAt(column, i, next)
      if (numbers[i] === next) this.#hashes.addFrom(column, i)
    }
    return numbers
  }

  hashOf(number: number): ContentHash {
    return this.#hashes.at(number)
  }
}
