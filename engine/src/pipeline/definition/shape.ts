import { Failure, type RepoPath } from '../../foundation/base/index.ts'
import {
  codeFrame,
  readYaml,
  readYamlWithPositions,
  type Value,
  type ValueMap,
} from '../../foundation/formats/index.ts'

/** What is wrong with a value, and where in it. The wording is DVC's. */
export interface Mistake {
  readonly reason: string
  readonly at: readonly (string | number)[]
}

/** All that is wrong with a value; nothing for a value of the right shape. */
export type Shape = (value: Value) => readonly Mistake[]

const none: readonly Mistake[] = []

/**
 * The mapping that a YAML text holds, empty for an empty text. Throws a `Failure` with this code that lists every
 * mistake with its line, column and the lines around it.
 */
export function readShaped(
  text: string,
  file: RepoPath,
  shape: Shape,
  code: 'stage-invalid' | 'file-format',
): ValueMap {
  const read = readYaml(text, file)
  const value = isEmpty(read) ? new Map() : read
  const mistakes = shape(value)
  if (mistakes.length === 0) return value as ValueMap
  const { positionOf } = readYamlWithPositions(text, file)
  const count = mistakes.length === 1 ? '.' : `: ${mistakes.length} errors.`
  throw new Failure(code, `'./${file}' validation failed${count}`, {
    hint: `Correct "${file}".`,
    excerpt: mistakes.map((mistake) => describe(mistake, text, positionOf)).join('\n\n'),
  })
}

/** Documents that Python takes for false count as empty. */
function isEmpty(value: Value): boolean {
  return (
    value === null || value === false || value === 0 || value === '' || (Array.isArray(value) && value.length === 0)
  )
}

type PositionOf = ReturnType<typeof readYamlWithPositions>['positionOf']

function describe({ reason, at }: Mistake, text: string, positionOf: PositionOf): string {
  const where = at.length === 0 ? reason : `${reason}, in ${at.join(' -> ')}`
  const position = nearestPosition(at, positionOf)
  if (!position) return where
  const { line, column } = position
  return `${where}, line ${line}, column ${column}\n${codeFrame(text, line, column)}`
}

/** Of the place itself, or of what should contain it. */
function nearestPosition(at: Mistake['at'], positionOf: PositionOf): ReturnType<PositionOf> {
  for (let depth = at.length; depth >= 0; depth--) {
    const position = positionOf(at.slice(0, depth))
    if (position) return position
  }
  return undefined
}

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
  const shapes = new Map<unknown, Shape>(Object.entries(fields))
  return (value) => {
    if (!(value instanceof Map)) return wrong('expected a dictionary')
    const found = [...value].flatMap(([key, field]) => {
      const shape = shapes.get(key)
      return within(String(key), shape ? shape(field) : wrong('extra keys not allowed'))
    })
    const missing = required.filter((key) => !value.has(key))
    return missing.length === 0
      ? found
      : [...found, ...missing.flatMap((key) => within(key, wrong('required key not provided')))]
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
    let deepest: readonly Mistake[] | undefined
    for (const shape of shapes) {
      const mistakes = shape(value)
      if (mistakes.length === 0) return none
      if (!deepest || depthOf(mistakes) > depthOf(deepest)) deepest = mistakes
    }
    return deepest ?? none
  }
}

function wrong(reason: string): readonly Mistake[] {
  return [{ reason, at: [] }]
}

function within(key: string | number, mistakes: readonly Mistake[]): readonly Mistake[] {
  return mistakes.length === 0 ? none : mistakes.map(({ reason, at }) => ({ reason, at: [key, ...at] }))
}

function depthOf(mistakes: readonly Mistake[]): number {
  return mistakes[0]?.at.length ?? 0
}

/** Python counts `True` among the ints. */
function isWhole(value: Value): boolean {
  return Number.isInteger(value) || typeof value === 'bigint' || typeof value === 'boolean'
}
