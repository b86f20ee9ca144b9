import type { Value } from '../../foundation/formats/index.ts'
import { anyOf, anything, listOf, mapping, mappingOf, type Shape, text, whole } from '../../foundation/schema/index.ts'
import { bytesFrom, countFrom, secondsFrom } from './quantity.ts'

const seconds = readable(secondsFrom, 'expected a time such as 90s, 20m or 4h')
const amount = readable((value) => bytesFrom(value), 'expected a number, or a size such as 512M or 2G')
const count = readable(countFrom, 'expected a number')
const names = anyOf(text, listOf(text))
const signal: Shape = (value) =>
  signals.has(value) ? [] : [{ reason: `expected one of ${[...signals].join(', ')}`, at: [] }]

const signals: ReadonlySet<Value> = new Set(['TERM', 'INT', 'HUP', 'QUIT', 'USR1', 'USR2'])

/** What `meta.sterna` of a stage may say, and `defaults` and `stages` of `sterna.yaml`. */
export const stagePolicyShape = mapping({
  resources: mappingOf(amount),
  pool: names,
  mutex: names,
  priority: whole,
  retries: anyOf(whole, mapping({ max: whole, on: listOf(text), pause: seconds, factor: count })),
  timeout: anyOf(seconds, mapping({ run: seconds, silent: seconds })),
  kill: mapping({ signal, grace: seconds }),
})

/** What `sterna.yaml` may say; `metrics` and `cost` are read by others. */
export const projectPolicyShape = mapping({
  metrics: anything,
  cost: mapping({ per_hour: count, currency: text }, ['per_hour']),
  machine: mappingOf(amount),
  pools: mappingOf(count),
  defaults: stagePolicyShape,
  stages: mappingOf(stagePolicyShape),
})

function readable(read: (value: Value) => number | undefined, reason: string): Shape {
  return (value) => (read(value) === undefined ? [{ reason, at: [] }] : [])
}
