import type { JsonMap, JsonValue } from '../../foundation/formats/index.ts'

/** A place in a template that is filled when a plot is drawn. */
export type AnchorName = RequiredAnchor | OptionalAnchor
export type RequiredAnchor = 'title' | 'x' | 'y' | 'x_label' | 'y_label' | 'data'
export type OptionalAnchor =
  | 'color'
  | 'column'
  | 'group_by'
  | 'group_by_x'
  | 'group_by_y'
  | 'pivot_field'
  | 'plot_height'
  | 'plot_width'
  | 'row'
  | 'shape'
  | 'stroke_dash'
  | 'tooltip'
  | 'zoom_and_pan'

/** The text that stands in a template for something. */
export function anchor(name: AnchorName): string {
  return `<DVC_METRIC_${name.toUpperCase()}>`
}

/** Whether an anchor stands somewhere by itself; inside of a longer text it does not count, nor in a list of a list. */
export function hasAnchor(content: JsonMap, name: AnchorName): boolean {
  return stands(content, anchor(name))
}

function stands(content: JsonValue, text: string): boolean {
  if (!(content instanceof Map)) return content === text
  return [...content.values()].some((value) =>
    Array.isArray(value) ? value.some((item) => stands(item, text)) : stands(value, text),
  )
}

/** The template with a value in place of an anchor. Inside of a longer text of a mapping only a text can take its place. */
export function fillAnchor(content: JsonMap, name: AnchorName, value: JsonValue): JsonMap {
  return filledMap(content, anchor(name), value)
}

function filledMap(content: JsonMap, text: string, value: JsonValue): JsonMap {
  return new Map(
    [...content].map(([key, inner]) => {
      if (typeof inner !== 'string') return [key, filled(inner, text, value)]
      if (inner === text) return [key, value]
      return [key, typeof value === 'string' ? inner.replaceAll(text, () => value) : inner]
    }),
  )
}

function filled(content: JsonValue, text: string, value: JsonValue): JsonValue {
  if (Array.isArray(content)) return content.map((item) => (item === text ? value : filled(item, text, value)))
  return content instanceof Map ? filledMap(content, text, value) : content
}

/** A name of a field as Vega takes it: a dot or bracket would lead into a value. */
export function fieldReference(field: string): string {
  return field.replaceAll(/[.[\]]/g, '\\$&')
}
