type Numbers = Float64Array | Uint8Array

const firstLength = 1024

/** Numbers that become more and more, in as little memory as a typed array. */
export class GrowingColumn<Values extends Numbers> {
  readonly #make: (length: number) => Values
  #values: Values
  #length = 0

  constructor(make: (length: number) => Values) {
    this.#make = make
    this.#values = make(firstLength)
  }

  push(value: number): void {
    this.#makeRoom(1)
    this.#values[this.#length++] = value
  }

  append(values: Values): void {
    this.#makeRoom(values.length)
    this.#values.set(values, this.#length)
    this.#length += values.length
  }

  at(index: number): number {
    return this.#values[index]!
  }

  set(index: number, value: number): void {
    this.#values[index] = value
  }

  /** What there is, without copying. */
  get values(): Values {
    return this.#values.subarray(0, this.#length) as Values
  }

  #makeRoom(more: number): void {
    if (this.#length + more <= this.#values.length) return
    const larger = this.#make(Math.max(2 * this.#values.length, this.#length + more))
    larger.set(this.#values)
    this.#values = larger
  }
}
