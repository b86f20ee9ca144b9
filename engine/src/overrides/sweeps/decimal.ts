/** `digits` times ten to the power of `exponent`. */
export interface Decimal {
  readonly digits: bigint
  readonly exponent: number
}

/** The exact value of a double: a fraction of a power of two has as many decimal places as the power. */
export function decimalOf(value: number): Decimal {
  let power = 0
  let scaled = value
  while (!Number.isInteger(scaled)) {
    scaled *= 2
    power++
  }
  return { digits: BigInt(scaled) * 5n ** BigInt(power), exponent: -power }
}

/** The sum, rounded half to even to as many digits as Python's `decimal` keeps. */
export function addDecimals(a: Decimal, b: Decimal, precision = 28): Decimal {
  const exponent = Math.min(a.exponent, b.exponent)
  const digits = scaled(a, exponent) + scaled(b, exponent)
  return rounded({ digits, exponent }, precision)
}

/** The double that is nearest. */
export function numberOfDecimal({ digits, exponent }: Decimal): number {
  return Number(`${digits}e${exponent}`)
}

function scaled({ digits, exponent }: Decimal, to: number): bigint {
  return digits * 10n ** BigInt(exponent - to)
}

function rounded({ digits, exponent }: Decimal, precision: number): Decimal {
  const size = digits < 0n ? -digits : digits
  const surplus = String(size).length - precision
  if (surplus <= 0) return { digits, exponent }
  const unit = 10n ** BigInt(surplus)
  const [whole, rest] = [size / unit, size % unit]
  const isUp = rest * 2n > unit || (rest * 2n === unit && whole % 2n === 1n)
  const result = whole + (isUp ? 1n : 0n)
  return { digits: digits < 0n ? -result : result, exponent: exponent + surplus }
}
