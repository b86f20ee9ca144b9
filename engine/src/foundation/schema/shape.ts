import type { Value } from '../formats/index.ts'

/** What is wrong with a value, and where in it. The wording is DVC's. */
export interface ShapeMistake {
  readonly reason: string
  readonly at: readonly (string | number)[]
}

/** All that is wrong with a value; nothing for a value of the right shape. */
export type Shape = (value: Value) => readonly ShapeMistake[]

const none: readonly ShapeMistake[] = []

export const anything: Shape = () => none
export const text = kind((value) => typeof value === 'string', 'expected str')
export const flag = kind((value) => typeof value === 'boolean', 'expected bool')
export const whole = kind(isWhole, 'expected int')
export const anyList = kind(Array.isArray, 'expected list')
export const anyMapping = kind((value) => value instanceof Map, 'expected dict')
export const nothing = kind((value) => value === null, 'expected None')

const noMapping = wrong('expected a dictionary')
const noList = wrong('expected a list')
const extraKey = wrong('extra keys not allowed')
const missingKey = wrong('required key not provided')
const noText = wrong('expected str')

export function exactly(expected: Value, reason: string): Shape {
  return kind((value) => value === expected, reason)
}

function kind(fits: (value: Value) => boolean, reason: string): Shape {
  const mistakes = wrong(reason)
  return (value) => (fits(value) ? none : mistakes)
}

export function listOf(item: Shape): Shape {
  return (value) => {
    if (!Array.isArray(value)) return noList
    let found = none
    for (const [index, entry] of value.entries()) found = added(found, index, item(entry))
    return found
  }
}

/** A mapping with these fields and no others. */
export function mapping(fields: Readonly<Record<string, Shape>>, required: readonly string[] = []): Shape {
  const shapes = new Map<unknown, Shape>(Object.entries(fields))
  return (value) => {
    if (!(value instanceof Map)) return noMapping
    let found = none
    for (const [key, field] of value) found = added(found, String(key), shapes.get(key)?.(field) ?? extraKey)
    for (const key of required) if (!value.has(key)) found = added(found, key, missingKey)
    return found
  }
}

/** A mapping with any names as keys. */
export function mappingOf(item: Shape): Shape {
  return (value) => {
    if (!(value instanceof Map)) return noMapping
    let found = none
    for (const [key, field] of value) found = added(found, String(key), typeof key === 'string' ? item(field) : noText)
    return found
  }
}

/** The first shape that fits; otherwise the mistakes of the one that got deepest into the value. */
export function anyOf(...shapes: readonly Shape[]): Shape {
  return (value) => {
    let deepest: readonly ShapeMistake[] | undefined
    for (const shape of shapes) {
      const mistakes = shape(value)
      if (mistakes.length === 0) return none
      if (!deepest || depthOf(mistakes) > depthOf(deepest)) deepest = mistakes
    }
    return deepest ?? none
  }
}

function wrong(reason: string): readonly ShapeMistake[] {
  return [{ reason, at: [] }]
}

/** With the mistakes of one part. Most parts are right, and nothing is made for them. */
function added(
  found: readonly ShapeMistake[],
  key: string | number,
  mistakes: readonly ShapeMistake[],
): readonly ShapeMistake[] {
  if (mistakes.length === 0) return found
  const all = found === none ? [] : (found as ShapeMistake[])
  for (const { reason, at } of mistakes) all.push({ reason, at: [key, ...at] })
  return all
}

function depthOf(mistakes: readonly ShapeMistake[]): number {
  return mistakes[0]?.at.length ?? 0
}

/** Python counts `True` among the ints. */
function isWhole(value: Value): boolean {
  return Number.isInteger(value) || typeof value === 'bigint' || typeof value === 'boolean'
}
