import { Failure, orFailure, type RepoPath } from '../../foundation/base/index.ts'
import { readYaml, type Value, WholeFloat } from '../../foundation/formats/index.ts'
import type { RecordedCost } from '../run-record.ts'

const file = 'sterna.yaml' as RepoPath

/** What so many seconds cost by `cost: {per_hour: 2.5, currency: EUR}` in the text of `sterna.yaml`; undefined if that is not told. */
export function costOf(text: string | undefined, seconds: number): RecordedCost | undefined {
  const settings = text === undefined ? undefined : orFailure(() => readYaml(text, file))
  const cost = settings instanceof Failure ? undefined : mapAt(settings, 'cost')
  const perHour = numberFrom(mapAt(cost, 'per_hour'))
  if (perHour === undefined) return undefined
  const currency = mapAt(cost, 'currency')
  const amount = Number(((perHour * seconds) / secondsAnHour).toPrecision(4))
  return { amount, perHour, seconds, ...(typeof currency === 'string' && { currency }) }
}

const secondsAnHour = 3600

function mapAt(value: Value | undefined, key: string): Value | undefined {
  return value instanceof Map ? value.get(key) : undefined
}

function numberFrom(value: Value | undefined): number | undefined {
  const number = value instanceof WholeFloat ? value.value : value
  return typeof number === 'number' && number >= 0 ? number : undefined
}
