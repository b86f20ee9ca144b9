import type { Cell } from '@sterna/api'

const digitsOfNumbers = 5
const minus = '−'

/** A value as a cell shows it: numbers with five digits that count, and a true minus sign. */
export function cellText(value: Cell | undefined): string {
  if (value === undefined || value === null) return '–'
  if (typeof value !== 'number') return String(value)
  return numberText(value)
}

export function numberText(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e7) return signed(String(value))
  const short = Number(value.toPrecision(digitsOfNumbers))
  const isPlain = short === 0 || (Math.abs(short) >= 1e-4 && Math.abs(short) < 1e7)
  return signed(isPlain ? String(short) : short.toExponential())
}

/** A difference, always with its sign. */
export function differenceText(difference: number): string {
  const short = Number(difference.toPrecision(2))
  return short > 0 ? `+${numberText(short)}` : numberText(short)
}

function signed(text: string): string {
  return text.replace('-', minus)
}

/** A count, with commas between thousands. */
export function grouped(count: number): string {
  return new Intl.NumberFormat('en').format(count)
}

export function counted(count: number, one: string, many = `${one}s`): string {
  return `${grouped(count)} ${count === 1 ? one : many}`
}
