import type { JsonMap, JsonValue } from '../../foundation/formats/index.ts'
import { anchor } from './anchors.ts'

/** A template as it is written down here. */
export type Plain = string | number | boolean | readonly Plain[] | PlainMap
export interface PlainMap {
  readonly [key: string]: Plain
}

/** What every template begins with. */
export const head = {
  $schema: 'https://vega.github.io/schema/vega-lite/v5.json',
  data: { values: anchor('data') },
  title: { text: anchor('title'), anchor: 'middle' },
}
export const size = { width: anchor('plot_width'), height: anchor('plot_height') }
export const zoom = { params: [anchor('zoom_and_pan')] }
export const notFromZero = { scale: { zero: false } }
export const showsData = { tooltip: { content: 'data' } }
export const byRevision = { field: 'rev', type: 'nominal' }
export const mouse = { on: 'mouseover', clear: 'mouseout' }

/** How the field of an axis is drawn. */
export function axis(name: 'x' | 'y', type: 'quantitative' | 'nominal') {
  return { field: anchor(name), type, title: anchor(`${name}_label`) }
}

export function toJson(plain: Plain): JsonValue {
  if (typeof plain !== 'object') return plain
  if (Array.isArray(plain)) return plain.map(toJson)
  return toJsonMap(plain as PlainMap)
}

export function toJsonMap(plain: PlainMap): JsonMap {
  return new Map(Object.entries(plain).map(([key, value]) => [key, toJson(value)]))
}
