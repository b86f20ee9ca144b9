import { compareCodePoints } from '../foundation/base/index.ts'
import { equalLikePython, pythonText, type Scalar, type Value } from '../foundation/formats/index.ts'

/** Values by dotted key as written in the stage, or by top-level key for a whole file. */
export type ParamsValues = ReadonlyMap<string, Value>

/**
 * The values of `keys` in the content of a params file, in that order; without keys all of its top level. A key is a
 * path of mapping keys and list places with dots between. What is not there is left out.
 */
export function selectParams(content: Value, keys: readonly string[]): ParamsValues {
  if (keys.length === 0) return topLevel(content)
  const found = new Map<string, Value>()
  for (const key of keys) {
    const value = valueAt(content, key)
    if (value !== undefined) found.set(key, value)
  }
  return found
}

/** The keys that the content does not have, sorted, each once. */
export function missingParams(content: Value, keys: readonly string[]): string[] {
  return [...new Set(keys)].filter((key) => valueAt(content, key) === undefined).sort(compareCodePoints)
}

/** What the lock file's values of a params file say about a dependency on these keys: only those that are asked for. */
export function recordedParams(recorded: ParamsValues | undefined, keys: readonly string[]): ParamsValues | undefined {
  if (!recorded || keys.length === 0) return recorded
  return new Map(keys.flatMap((key) => (recorded.has(key) ? [[key, recorded.get(key) as Value] as const] : [])))
}

export type ParamChange = 'deleted' | 'new' | 'modified'

/** `deleted`: the file is gone. `new`: nothing was ever recorded of it. Otherwise its keys that differ. */
export type ParamsComparison = 'deleted' | 'new' | ReadonlyMap<string, ParamChange>

export interface ParamsToCompare {
  /** Undefined if the file is missing. */
  readonly current: ParamsValues | undefined
  /** Undefined if the lock file has nothing of this file. */
  readonly recorded: ParamsValues | undefined
  /** As the stage lists them; empty for the whole file. */
  readonly keys: readonly string[]
}

/** How the values of a params file differ from the recorded ones. Values are compared as Python does: `1 == 1.0 == true`. */
export function compareParams({ current, recorded, keys }: ParamsToCompare): ParamsComparison {
  if (!current) return 'deleted'
  if (!recorded) return 'new'
  const names = keys.length > 0 ? keys : [...new Set([...current.keys(), ...recorded.keys()])]
  return new Map(
    names.flatMap((name) => {
      const change = changeOf(current.get(name), recorded.get(name))
      return change === undefined ? [] : [[name, change] as const]
    }),
  )
}

function changeOf(now: Value | undefined, before: Value | undefined): ParamChange | undefined {
  if (now === undefined) return 'deleted'
  if (before === undefined) return 'new'
  return equalLikePython(now, before) ? undefined : 'modified'
}

function topLevel(content: Value): ParamsValues {
  return content instanceof Map ? new Map([...content].map(([key, value]) => [pythonText(key), value])) : new Map()
}

function valueAt(content: Value, key: string): Value | undefined {
  const parts = key.replace(/^\.+/, '').split('.')
  return parts.reduce<Value | undefined>(
    (value, part) => (value === undefined ? undefined : childOf(value, part)),
    content,
  )
}

function childOf(value: Value, part: string): Value | undefined {
  if (Array.isArray(value)) return /^\d+$/.test(part) ? value[Number(part)] : undefined
  if (!(value instanceof Map)) return undefined
  const found = value.get(part)
  return found === undefined ? childByText(value, part) : found
}

/** `lr.1` also finds the entry of the number 1. */
function childByText(map: ReadonlyMap<Scalar, Value>, part: string): Value | undefined {
  for (const [key, value] of map) if (typeof key !== 'string' && pythonText(key) === part) return value
  return undefined
}
