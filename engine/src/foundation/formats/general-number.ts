import { pythonFloatText } from './float-text.ts'

/** Beyond this many digits every float is written out exactly, so that a tie can be seen as one. */
const exactDigits = 60

/** `value` as Python's `format(value, '.5g')`: so many digits at most, no zeros at the end, an exponent where it is shorter. */
export function generalNumber(value: number, digits: number): string {
  if (!Number.isFinite(value)) return pythonFloatText(value)
  if (value === 0) return Object.is(value, -0) ? '-0' : '0'
  return usualNumber(value, digits) ?? anyNumber(value, digits)
}

/** Most numbers: neither so small nor so large that they need an exponent, nor so short that they may be a tie. */
function usualNumber(value: number, digits: number): string | undefined {
  const size = Math.abs(value)
  if (size < smallest || size >= 10 ** digits || String(size).length < digits + longestPrefix) return undefined
  const text = value.toPrecision(digits)
  return text.includes('e') ? undefined : withoutZeros(text)
}

const smallest = 1e-4
/** `0.000` and the point, and one digit more than those that are kept. */
const longestPrefix = 7

function anyNumber(value: number, digits: number): string {
  const [mantissa = '', power = ''] = roundedToEven(value, digits).split('e')
  const exponent = Number(power)
  if (exponent >= -4 && exponent < digits)
    return withoutZeros(shifted(mantissa, exponent, Math.max(0, digits - 1 - exponent)))
  return `${withoutZeros(mantissa)}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`
}

/** In exponential form. JavaScript rounds what lies right in the middle away from zero, Python to the even digit. */
function roundedToEven(value: number, digits: number): string {
  const rounded = value.toExponential(digits - 1)
  if (!mayBeTie(value, digits)) return rounded
  const [exact = '', power = ''] = value.toExponential(exactDigits).split('e')
  const figures = exact.replace(/[-.]/g, '')
  const isTie = /^50*$/.test(figures.slice(digits))
  if (!isTie || Number(figures[digits - 1]) % 2 === 1) return rounded
  const kept = figures.slice(0, digits)
  return `${value < 0 ? '-' : ''}${kept[0]}${digits > 1 ? '.' : ''}${kept.slice(1)}e${power}`
}

/** Only what has one digit more, a five, can lie in the middle; to write every number out would take long. */
function mayBeTie(value: number, digits: number): boolean {
  const [shortest = ''] = value.toExponential().split('e')
  return shortest.endsWith('5') && shortest.replace(/[-.]/g, '').length === digits + 1
}

/** The digits of a mantissa with the point moved. */
function shifted(mantissa: string, exponent: number, decimals: number): string {
  const sign = mantissa.startsWith('-') ? '-' : ''
  const figures = mantissa.replace(/[-.]/g, '')
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${figures}`
  const whole = figures.slice(0, exponent + 1)
  return decimals === 0 ? `${sign}${whole}` : `${sign}${whole}.${figures.slice(exponent + 1)}`
}

function withoutZeros(text: string): string {
  if (!text.endsWith('0') || !text.includes('.')) return text
  return text.replace(/\.?0+$/, '')
}
