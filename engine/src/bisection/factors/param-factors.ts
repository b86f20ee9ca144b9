import type { RepoPath } from '../../foundation/base/index.ts'
import {
  editParamsText,
  identicalValues,
  readParamsFile,
  type Scalar,
  type Value,
  type ValueMap,
} from '../../foundation/formats/index.ts'
import type { ParamFactor } from './factor.ts'

/** Each parameter in which two texts of a params file differ; mappings are gone into, lists are one value. */
export function paramFactors(file: RepoPath, before: string, after: string): ParamFactor[] {
  return differences(readParamsFile(before, file), readParamsFile(after, file), []).map((one) => ({
    kind: 'param',
    id: `param ${file} ${JSON.stringify(one.keys.map(String))}`,
    file,
    ...one,
  }))
}

type Difference = Pick<ParamFactor, 'keys' | 'before' | 'after'>

function differences(before: Value | undefined, after: Value | undefined, keys: readonly Scalar[]): Difference[] {
  if (!(before instanceof Map) || !(after instanceof Map)) {
    const isSame = before !== undefined && after !== undefined && identicalValues(before, after)
    return isSame ? [] : [{ keys, before, after }]
  }
  const names = [...new Set([...before.keys(), ...after.keys()])]
  return names.flatMap((name) => differences(before.get(name), after.get(name), [...keys, name]))
}

/** The text with these parameters as they became. */
export function withParams(text: string, file: RepoPath, factors: readonly ParamFactor[]): string {
  const value = factors.reduce<Value>((all, { keys, after }) => withValue(all, keys, after), readParamsFile(text, file))
  return editParamsText(text, value as ValueMap, file)
}

function withValue(all: Value, [key, ...inner]: readonly Scalar[], value: Value | undefined): Value {
  const map: ValueMap = new Map(all instanceof Map ? all : [])
  if (inner.length > 0) return map.set(key!, withValue(map.get(key!) ?? new Map(), inner, value))
  if (value === undefined) map.delete(key!)
  else map.set(key!, value)
  return map
}
