/**
 * Values as Python knows them, which is what DVC's files hold. JavaScript's numbers are Python's ints when they are
 * whole and floats when they are not; a float that happens to be whole (`1.0`, `1e20`, `-0.0`) is a `WholeFloat`, and an
 * int beyond 2^53 a bigint. Mappings are Maps: they keep the order of their keys, also of keys like `10`.
 */
export type Value = null | boolean | number | bigint | string | WholeFloat | Timestamp | Value[] | ValueMap
export type ValueMap = Map<Scalar, Value>
export type Scalar = null | boolean | number | bigint | string | WholeFloat | Timestamp

/** A float without a fraction. */
export class WholeFloat {
  readonly value: number

  constructor(value: number) {
    this.value = value
  }
}

/** A date or time as YAML and TOML have them, kept as it is written. */
export class Timestamp {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

/** `value` as a Python float. */
export function float(value: number): number | WholeFloat {
  return Number.isInteger(value) ? new WholeFloat(value) : value
}

/** `value` as a Python int. */
export function int(value: bigint): number | bigint {
  return Number.isSafeInteger(Number(value)) ? Number(value) : value
}

/** Whether Python takes a value for false. */
export function isFalse(value: Value): boolean {
  if (Array.isArray(value)) return value.length === 0
  if (value instanceof Map) return value.size === 0
  return value instanceof WholeFloat ? value.value === 0 : !value
}
