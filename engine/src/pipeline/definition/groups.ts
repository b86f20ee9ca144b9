import type { Scalar, ValueMap } from '../../foundation/formats/index.ts'
import { type Node, nowhere, plainValue, withReserved } from './context.ts'
import { MistakeFound, mistakeAt, shownFile, type Trail } from './definition-place.ts'
import { resolveData } from './group-data.ts'
import {
  type Group,
  inData,
  isContainer,
  type Members,
  made,
  nameOf,
  notIterable,
  warnOfOverwriting,
} from './group-source.ts'
import { interpolate, shownValue } from './interpolate.ts'
import { tellBadExpressions } from './resolve-stage.ts'
import type { StageTemplate } from './stage-template.ts'

export function isGroup(fields: ValueMap): boolean {
  return fields.has('foreach') || fields.has('matrix')
}

/**
 * The stages that a `foreach` or `matrix` stage stands for, named `group@member`. `foreach` sets `item`, and `key` if it
 * goes over a mapping; `matrix` sets both. Throws the mistake of data that cannot be gone over.
 */
export function membersOf(group: Group): StageTemplate[] {
  const isMatrix = group.fields.has('matrix')
  const members = isMatrix ? matrixMembers(group) : foreachMembers(group)
  const fields = isMatrix ? without(group.fields, 'matrix') : (group.fields.get('do') as ValueMap)
  const at: Trail = isMatrix ? ['stages', group.name] : ['stages', group.name, 'do']
  if (members.size > 0) tellBadExpressions(fields, { name: group.name, at }, group.place, group.tell)
  return [...members].map(([key, values]) => ({
    name: `${group.name}@${key}`,
    group: group.name,
    fields,
    at,
    context: withReserved(group.context, values),
  }))
}

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
  const message = `failed to resolve 'stages.${name}.matrix' in '${shownFile(place)}': ${count} combinations are more than ${mostMembers}`
  throw new MistakeFound(mistakeAt(message, place, ['stages', name, 'matrix']))
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

function without(fields: ValueMap, key: Scalar): ValueMap {
  return new Map([...fields].filter(([other]) => other !== key))
}
