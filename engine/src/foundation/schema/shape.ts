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
export const text: Shape = (value) => (typeof value === 'string' ? none : wrong('expected str'))
export const flag: Shape = (value) => (typeof value === 'boolean' ? none : wrong('expected bool'))
export const whole: Shape = (value) => (isWhole(value) ? none : wrong('expected int'))
export const anyList: Shape = (value) => (Array.isArray(value) ? none : wrong('expected list'))
export const anyMapping: Shape = (value) => (value instanceof Map ? none : wrong('expected dict'))
export const nothing: Shape = (value) => (value === null ? none : wrong('expected None'))

export function exactly(expected: Value, reason: string): Shape {
  return (value) => (value === expected ? none : wrong(reason))
}

export function listOf(item: Shape): Shape {
  return (value) =>
    Array.isArray(value) ? value.flatMap((entry, index) => within(index, item(entry))) : wrong('expected a list')
}

/** A mapping with these fields and no others. */
export function mapping(fields: Readonly<Record<string, Shape>>, required: readonly string[] = []): Shape {
  return (value) => {
    if (!(value instanceof Map)) return wrong('expected a dictionary')
    const found = [...value].flatMap(([key, field]) => {
      const shape = typeof key === 'string' && Object.hasOwn(fields, key) ? fields[key] : undefined
      return within(String(key), shape ? shape(field) : wrong('extra keys not allowed'))
    })
    const missing = required.filter((key) => !value.has(key))
    return [...found, ...missing.flatMap((key) => within(key, wrong('required key not provided')))]
  }
}

/** A mapping with any names as keys. */
export function mappingOf(item: Shape): Shape {
  return (value) => {
    if (!(value instanceof Map)) return wrong('expected a dictionary')
    return [...value].flatMap(([key, field]) =>
      within(String(key), typeof key === 'string' ? item(field) : wrong('expected str')),
    )
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

function within(key: string | number, mistakes: readonly ShapeMistake[]): readonly ShapeMistake[] {
  return mistakes.length === 0 ? none : mistakes.map(({ reason, at }) => ({ reason, at: [key, ...at] }))
}

function depthOf(mistakes: readonly ShapeMistake[]): number {
  return mistakes[0]?.at.length ?? 0
}

/** Python counts `True` among the ints. */
function isWhole(value: Value): boolean {
  return Number.isInteger(value) || typeof value === 'bigint' || typeof value === 'boolean'
}
