import { float, type Scalar, type Value } from '../foundation/formats/index.ts'

/** A value as record-hydra-cases.py writes it. */
export type Recorded = null | boolean | number | string | readonly Recorded[] | RecordedObject
interface RecordedObject {
  readonly f?: string
  readonly i?: string
  readonly m?: readonly (readonly [Recorded, Recorded])[]
}

/** The value that was recorded. */
export function decode(recorded: Recorded): Value {
  if (recorded === null || typeof recorded !== 'object') return recorded
  if (Array.isArray(recorded)) return recorded.map(decode)
  const { f, i, m } = recorded as RecordedObject
  if (f !== undefined) return decodeFloat(f)
  if (i !== undefined) return BigInt(i)
  return new Map((m ?? []).map(([key, value]) => [decode(key) as Scalar, decode(value)]))
}

function decodeFloat(text: string): Value {
  if (text.endsWith('inf')) return text.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY
  return float(Number(text))
}
