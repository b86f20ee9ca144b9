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

const beginning = '<DVC_METRIC_'

/** The text that stands in a template for something. */
export function anchor(name: AnchorName): string {
  return `${beginning}${name.toUpperCase()}>`
}

/** The anchors that stand somewhere by themselves; inside of a longer text they do not count, nor in a list of a list. */
export function anchorsIn(content: JsonMap): ReadonlySet<string> {
  const found = new Set<string>()
  collect(content, found)
  return found
}

function collect(content: JsonValue, found: Set<string>): void {
  if (typeof content === 'string' && content.startsWith(beginning)) found.add(content)
  if (!(content instanceof Map)) return
  for (const value of content.values()) {
    if (Array.isArray(value)) for (const item of value) collect(item, found)
    else collect(value, found)
  }
}

/**
 * The template with values in place of anchors, by their texts. Inside of a longer text of a mapping only a text can take
 * the place of one.
 */
export function fillAnchors(content: JsonMap, values: ReadonlyMap<string, JsonValue>): JsonMap {
  const filled: JsonMap = new Map()
  for (const [key, inner] of content)
    filled.set(key, typeof inner === 'string' ? filledText(inner, values) : filledValue(inner, values))
  return filled
}

function filledText(text: string, values: ReadonlyMap<string, JsonValue>): JsonValue {
  if (!text.includes(beginning)) return text
  const whole = values.get(text)
  if (whole !== undefined) return whole
  return [...values].reduce((filled, [name, value]) => {
    return typeof value === 'string' ? filled.replaceAll(name, () => value) : filled
  }, text)
}

function filledValue(content: JsonValue, values: ReadonlyMap<string, JsonValue>): JsonValue {
  if (Array.isArray(content)) return content.map((item) => filledValue(item, values))
  if (content instanceof Map) return fillAnchors(content, values)
  return typeof content === 'string' ? (values.get(content) ?? content) : content
}

/** A name of a field as Vega takes it: a dot or bracket would lead into a value. */
export function fieldReference(field: string): string {
  return field.replaceAll(/[.[\]]/g, '\\$&')
}
