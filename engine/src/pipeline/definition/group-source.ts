import { pythonText, type Value, type ValueMap } from '../../foundation/formats/index.ts'
import { pythonTypeName } from '../python-type-name.ts'
import { type Context, type Node, nowhere, plainValue } from './context.ts'
import { type DefinitionPlace, MistakeFound, mistakeAt, parseMistake, shownFile } from './definition-place.ts'
import { type InterpolationRules, shownValue } from './interpolate.ts'
import type { TellMistake } from './resolve-stage.ts'
import { TemplateMistake } from './template-mistake.ts'

/** A foreach or matrix stage. */
export interface Group {
  readonly name: string
  readonly fields: ValueMap
  readonly context: Context
  readonly place: DefinitionPlace
  warn(text: string): void
  readonly tell: TellMistake
}

/** By the names of the members the values that each of them has. */
export type Members = ReadonlyMap<string, ReadonlyMap<string, Node>>

/** Reads the data of a group; what is wrong with it is told with its place. */
export function inData<T>(
  group: Group,
  key: 'foreach' | 'matrix',
  read: (value: Value, rules: InterpolationRules) => T,
): T {
  try {
    return read(group.fields.get(key) ?? null, { context: group.context, accepts: 'any' })
  } catch (error) {
    if (!(error instanceof TemplateMistake)) throw error
    throw new MistakeFound(
      parseMistake(error, `'stages.${group.name}.${key}'`, group.place, ['stages', group.name, key]),
    )
  }
}

export function isContainer(node: Node): boolean {
  return node.kind !== 'value'
}

/** DVC writes booleans that come from elsewhere as Python does, those in the file itself in lower case. */
export function nameOf(node: Node): string {
  const value = plainValue(node)
  return node.origin.source === undefined ? shownValue(value) : pythonText(value)
}

export function made(text: string): Node {
  return { kind: 'value', value: text, origin: nowhere }
}

export function warnOfOverwriting({ name, context, warn }: Group, keys: readonly string[]): void {
  const known = keys.filter((key) => context.root.entries.has(key))
  if (known.length === 0) return
  const verb = known.length === 1 ? 'is' : 'are'
  warn(`${known.join(' and ')} ${verb} already specified, will be overwritten for stages generated from '${name}'`)
}

export function notIterable({ name, place }: Group, field: string, value: Value) {
  const expected = field.startsWith('matrix') ? 'list' : 'list/dictionary'
  const found = value instanceof Map && value.size === 0 ? 'nothing' : pythonTypeName(value)
  const message = `failed to resolve 'stages.${name}.${field}' in '${shownFile(place)}': expected ${expected}, got ${found}`
  return new MistakeFound(mistakeAt(message, place, ['stages', name, ...field.split('.')]))
}
