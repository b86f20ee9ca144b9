/** Most decimal places and digits that JavaScript's own conversions give exactly. */
const mostDigits = 100

/**
 * `x` to `digits` places after the point, as Python's `round(x, digits)`: of the exact binary value, and to the even
 * neighbour only if it lies exactly half-way. Negative `digits` round before the point.
 */
export function roundLikePython(x: number, digits: number): number {
  if (!Number.isFinite(x) || x === 0 || digits > mostDigits) return x
  if (digits < 0) return roundWhole(x, -digits)
  if (Math.abs(x) >= 1e21) return x
  const awayFromZero = x.toFixed(digits)
  if (!isHalfWay(x, digits) || isEvenDigit(awayFromZero.at(-1))) return Number(awayFromZero)
  return Number(x.toFixed(digits + 1).slice(0, -1))
}

/**
 * `x` in C's `%.{precision}g`, to at most `precision` significant digits: `0.98765`, `1.2346e+05`, `-0.5`, `nan`. The
 * exponent form is taken below 1e-4 and from 10^precision; zeros at the end are left out.
 */
export function formatGeneral(x: number, precision: number): string {
  if (Number.isNaN(x)) return 'nan'
  if (!Number.isFinite(x)) return x > 0 ? 'inf' : '-inf'
  const significant = Math.max(precision, 1)
  return usualText(x, significant) ?? anyText(x, significant)
}

/** Most numbers, quickly: neither so small nor so large that they need an exponent, nor so short that they may be a tie. */
function usualText(x: number, precision: number): string | undefined {
  const size = Math.abs(x)
  if (size < smallestPlain || size >= 10 ** precision || String(size).length < precision + longestTie) return undefined
  const text = x.toPrecision(precision)
  if (text.includes('e')) return undefined
  return text.endsWith('0') && text.includes('.') ? text.replace(/\.?0+$/, '') : text
}

const smallestPlain = 1e-4
/** `0.000`, and two digits more than those that are kept: a tie has one. */
const longestTie = 7

function anyText(x: number, precision: number): string {
  const sign = x < 0 || Object.is(x, -0) ? '-' : ''
  const { digits, exponent } = significantDigits(Math.abs(x), precision)
  return sign + (exponent < -4 || exponent >= precision ? scientific(digits, exponent) : plain(digits, exponent))
}

/** Half-way means: one binary place more than `digits` ends the number, for each needs one decimal place. */
function isHalfWay(x: number, digits: number): boolean {
  const scaled = Math.abs(x) * 2 ** (digits + 1)
  return Number.isInteger(scaled) && scaled % 2 === 1
}

function isEvenDigit(digit: string | undefined): boolean {
  return Number(digit) % 2 === 0
}

function roundWhole(x: number, zeros: number): number {
  if (zeros > 308) return x < 0 ? -0 : 0
  const unit = 10n ** BigInt(zeros)
  const whole = BigInt(Math.trunc(Math.abs(x)))
  const rest = 2n * (whole % unit)
  const isTie = rest === unit && Number.isInteger(x)
  const up = isTie ? (whole / unit) % 2n === 1n : rest >= unit
  return Math.sign(x) * Number((whole / unit + (up ? 1n : 0n)) * unit)
}

/** The first `count` decimal digits of `x` (x ≥ 0), rounded half to even, and the exponent of the first of them. */
function significantDigits(x: number, count: number): { digits: string; exponent: number } {
  const fraction = Math.min(count, mostDigits) - 1
  const [digits, exponent] = split(x.toExponential(fraction))
  return (mayBeTie(x, count) ? tieToEven(x, fraction) : undefined) ?? { digits, exponent }
}

/** Only what has one digit more, a five, lies half-way; to write every number out would take long. */
function mayBeTie(x: number, count: number): boolean {
  const [shortest] = split(x.toExponential())
  return count >= surelyExact || (shortest.length === count + 1 && shortest.endsWith('5'))
}

/** The shortest text of a number with so many digits is the number itself; with more, it may leave some out. */
const surelyExact = 15

function tieToEven(x: number, fraction: number): { digits: string; exponent: number } | undefined {
  const [exact, exponent] = split(x.toExponential(mostDigits))
  const isTie = /^50*$/.test(exact.slice(fraction + 1))
  return isTie && isEvenDigit(exact[fraction]) ? { digits: exact.slice(0, fraction + 1), exponent } : undefined
}

function split(text: string): [digits: string, exponent: number] {
  const [mantissa = '', exponent = ''] = text.split('e')
  return [mantissa.replace('.', ''), Number(exponent)]
}

function scientific(digits: string, exponent: number): string {
  const power = String(Math.abs(exponent)).padStart(2, '0')
  return `${withPoint(digits, 1)}e${exponent < 0 ? '-' : '+'}${power}`
}

function plain(digits: string, exponent: number): string {
  return exponent >= 0 ? withPoint(digits, exponent + 1) : withPoint('0'.repeat(-exponent) + digits, 1)
}

function withPoint(digits: string, whole: number): string {
  const fraction = digits.slice(whole).replace(/0+$/, '')
  return digits.slice(0, whole) + (fraction === '' ? '' : `.${fraction}`)
}
