import { pythonText, type Scalar, type Value, type ValueMap } from '../../foundation/formats/index.ts'
import { pythonTypeName } from '../params-file.ts'
import { type Context, type Node, nowhere, plainValue, withReserved } from './context.ts'
import { type DefinitionPlace, failureAt, parseFailure, shownFile, type Trail } from './definition-place.ts'
import { resolveData } from './group-data.ts'
import { type InterpolationRules, interpolate, shownValue } from './interpolate.ts'
import { refuseBadExpressions, type StageTemplate } from './resolve-stage.ts'
import { TemplateMistake } from './template-mistake.ts'

export function isGroup(fields: ValueMap): boolean {
  return fields.has('foreach') || fields.has('matrix')
}

export interface Group {
  readonly name: string
  readonly fields: ValueMap
  readonly context: Context
  readonly place: DefinitionPlace
  warn(text: string): void
}

/**
 * The stages that a `foreach` or `matrix` stage stands for, named `group@member`. `foreach` sets `item`, and `key` if it
 * goes over a mapping; `matrix` sets both. Throws a `Failure` for data that cannot be gone over.
 */
export function membersOf(group: Group): StageTemplate[] {
  const isMatrix = group.fields.has('matrix')
  const members = isMatrix ? matrixMembers(group) : foreachMembers(group)
  const fields = isMatrix ? without(group.fields, 'matrix') : (group.fields.get('do') as ValueMap)
  const at: Trail = isMatrix ? ['stages', group.name] : ['stages', group.name, 'do']
  if (members.size > 0) refuseBadExpressions(fields, { name: group.name, at }, group.place)
  return [...members].map(([key, values]) => ({
    name: `${group.name}@${key}`,
    group: group.name,
    fields,
    at,
    context: withReserved(group.context, values),
  }))
}

type Members = ReadonlyMap<string, ReadonlyMap<string, Node>>

function foreachMembers(group: Group): Members {
  const data = inData(group, 'foreach', resolveData)
  if (data.kind === 'value') throw notIterable(group, 'foreach', data.value)
  warnOfOverwriting(group, data.kind === 'mapping' ? ['item', 'key'] : ['item'])
  return data.kind === 'mapping' ? membersByKey(data.entries) : membersByName(data.items)
}

function membersByKey(entries: ReadonlyMap<string, Node>): Members {
  return new Map(
    [...entries].map(([key, item]) => [
      key,
      new Map([
        ['item', item],
        ['key', made(key)],
      ]),
    ]),
  )
}

/** If one item has no name of its own, all go by their numbers. */
function membersByName(items: readonly Node[]): Members {
  const byIndex = items.some(isContainer)
  return new Map(items.map((item, index) => [byIndex ? String(index) : nameOf(item), new Map([['item', item]])]))
}

function matrixMembers(group: Group): Members {
  const axes = resolveAxes(group)
  refuseTooMany(group, axes)
  warnOfOverwriting(group, ['key', 'item'])
  let combinations: { fragments: string[]; item: Map<string, Node> }[] = [{ fragments: [], item: new Map() }]
  for (const [axis, items] of axes) {
    combinations = combinations.flatMap(({ fragments, item }) =>
      items.map((node, index) => ({
        fragments: [...fragments, isContainer(node) ? `${axis}${index}` : nameOf(node)],
        item: new Map(item).set(axis, node),
      })),
    )
  }
  return new Map(
    combinations.map(({ fragments, item }) => {
      const key = fragments.join('-')
      return [
        key,
        new Map<string, Node>([
          ['key', made(key)],
          ['item', { kind: 'mapping', entries: item, origin: nowhere }],
        ]),
      ]
    }),
  )
}

const mostMembers = 100_000

function refuseTooMany({ name, place }: Group, axes: ReadonlyMap<string, readonly Node[]>): void {
  const count = [...axes.values()].reduce((product, items) => product * items.length, 1)
  if (count <= mostMembers) return
  const reason = `${count} combinations are more than ${mostMembers}`
  throw failureAt(`failed to resolve 'stages.${name}.matrix' in '${shownFile(place)}': ${reason}`, place, [
    'stages',
    name,
  ])
}

function resolveAxes(group: Group): ReadonlyMap<string, readonly Node[]> {
  const matrix = group.fields.get('matrix') as ValueMap
  if (matrix.size === 0) throw notIterable(group, 'matrix', matrix)
  return inData(group, 'matrix', (_, rules) => {
    const axes = [...matrix].map(([key, value]): [string, readonly Node[]] => {
      const axis = shownValue(interpolate(key, rules))
      const data = resolveData(value, rules)
      if (data.kind !== 'list') throw notIterable(group, `matrix.${axis}`, plainValue(data))
      return [axis, data.items]
    })
    return new Map(axes)
  })
}

/** Reads the data of a group; what is wrong with it is told with its place. */
function inData<T>(group: Group, key: 'foreach' | 'matrix', read: (value: Value, rules: InterpolationRules) => T): T {
  try {
    return read(group.fields.get(key) ?? null, { context: group.context, accepts: 'any' })
  } catch (error) {
    if (!(error instanceof TemplateMistake)) throw error
    throw parseFailure(error, `'stages.${group.name}.${key}'`, group.place, ['stages', group.name, key])
  }
}

function isContainer(node: Node): boolean {
  return node.kind !== 'value'
}

/** DVC writes booleans that come from elsewhere as Python does, those in the file itself in lower case. */
function nameOf(node: Node): string {
  const value = plainValue(node)
  return node.origin.source === undefined ? shownValue(value) : pythonText(value)
}

function made(text: string): Node {
  return { kind: 'value', value: text, origin: nowhere }
}

function warnOfOverwriting({ name, context, warn }: Group, keys: readonly string[]): void {
  const known = keys.filter((key) => context.root.entries.has(key))
  if (known.length === 0) return
  const verb = known.length === 1 ? 'is' : 'are'
  warn(`${known.join(' and ')} ${verb} already specified, will be overwritten for stages generated from '${name}'`)
}

function notIterable({ name, place }: Group, field: string, value: Value) {
  const expected = field.startsWith('matrix') ? 'list' : 'list/dictionary'
  const found = value instanceof Map && value.size === 0 ? 'nothing' : pythonTypeName(value)
  return failureAt(
    `failed to resolve 'stages.${name}.${field}' in '${shownFile(place)}': expected ${expected}, got ${found}`,
    place,
    ['stages', name, ...field.split('.')],
  )
}

function without(fields: ValueMap, key: Scalar): ValueMap {
  return new Map([...fields].filter(([other]) => other !== key))
}
