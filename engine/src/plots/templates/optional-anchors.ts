import { type JsonMap, type JsonValue, jsonMap } from '../../foundation/formats/index.ts'
import type { SourceName } from '../axes.ts'
import type { SourceKey } from '../rows-json.ts'
import type { OptionalAnchor } from './anchors.ts'

/** What a template can be told of a plot, beside its data. */
export interface Drawn {
  readonly revisions: readonly string[]
  readonly x: string
  readonly y: string
  readonly sources: readonly SourceName[]
}

/** What the optional anchors stand for. A plot of one source has no use for some of them. */
export function optionalValues(drawn: Drawn): ReadonlyMap<OptionalAnchor, JsonValue> {
  const keys = varyingKeys(drawn.sources)
  const more = keys.length > 0 ? [keys.join('::')] : []
  const group = ['rev', ...more]
  return new Map<OptionalAnchor, JsonValue>([
    ['color', mapping('rev', drawn.revisions, colors)],
    ['zoom_and_pan', jsonMap({ name: 'grid', select: 'interval', bind: 'scales' })],
    ['plot_height', 300],
    ['plot_width', 300],
    ['group_by', [...group]],
    ['group_by_x', [...group, drawn.x]],
    ['group_by_y', [...group, drawn.y]],
    ['pivot_field', ['rev', ...keys].map((key) => `datum.${key}`).join(" + '::' + ")],
    ['tooltip', ['rev', drawn.x, drawn.y, ...more].map((field) => jsonMap({ field }))],
    ...sourceValues(drawn.sources, keys),
  ])
}

/** Anchors that are filled with nothing, even where a program asks for their values by themselves. */
export function isUnused(name: OptionalAnchor, sources: readonly SourceName[]): boolean {
  return varyingKeys(sources).length === 0 && sourceAnchors.includes(name)
}

/** By what the sources of a plot are told apart. */
export function varyingKeys(sources: readonly SourceName[]): ('filename' | 'field')[] {
  return (['filename', 'field'] as const).filter((key) => new Set(sources.map((source) => source[key])).size > 1)
}

/** What the rows have to say of their source: what tells them apart, as one if that is two things. */
export function keptKeys(sources: readonly SourceName[]): SourceKey[] {
  const keys = varyingKeys(sources)
  return keys.length === 2 ? ['filename::field'] : keys
}

const sourceAnchors: readonly OptionalAnchor[] = ['row', 'column', 'stroke_dash', 'shape']

function sourceValues(
  sources: readonly SourceName[],
  keys: readonly ('filename' | 'field')[],
): [OptionalAnchor, JsonValue][] {
  if (keys.length === 0) return sourceAnchors.map((name) => [name, new Map()])
  const field = keys.join('::')
  const domain = [...new Set(sources.map((source) => keys.map((key) => source[key]).join('::')))].sort()
  const facet = jsonMap({ field, sort: [] })
  const legend = jsonMap({ symbolFillColor: 'transparent', symbolStrokeColor: 'grey' })
  return [
    ['row', facet],
    ['column', facet],
    ['stroke_dash', new Map([...mapping(field, domain, dashes), ['legend', legend]])],
    ['shape', new Map([...mapping(field, domain, shapes), ['legend', legend]])],
  ]
}

const dashes = [
  [1, 0],
  [8, 8],
  [8, 4],
  [4, 4],
  [4, 2],
  [2, 1],
  [1, 1],
]
const colors = ['#945dd6', '#13adc7', '#f46837', '#48bb78', '#4299e1', '#ed8936', '#f56565']
const shapes = ['circle', 'square', 'triangle', 'diamond']

function mapping(field: string, domain: readonly string[], range: readonly JsonValue[]): JsonMap {
  const taken = domain.map((_, index) => range[index % range.length]!)
  return jsonMap({ field, scale: jsonMap({ domain: [...domain], range: taken }) })
}
