import { pythonFloatText } from '../float-text.ts'
import { type Scalar, Timestamp, WholeFloat } from '../values.ts'

/** How a value is spelled when it is written anew; texts as they are, without quotes. */
export function spellingOf(value: Scalar): string {
  if (value === null) return ''
  if (typeof value === 'string') return value
  if (value instanceof Timestamp) return value.text
  if (value instanceof WholeFloat) return floatSpelling(value.value)
  return typeof value === 'number' && !Number.isInteger(value) ? floatSpelling(value) : String(value)
}

function floatSpelling(value: number): string {
  if (isSpelledAlike(value)) return String(value)
  const text = pythonFloatText(value)
  return Number.isFinite(value) ? text : text.replace(/inf|nan/, '.$&')
}

/** Whether JavaScript spells the float as Python does, and faster than a conversion. */
function isSpelledAlike(value: number): boolean {
  const size = Math.abs(value)
  return size >= 1e-4 && size < 1e16 && !Number.isInteger(value)
}
