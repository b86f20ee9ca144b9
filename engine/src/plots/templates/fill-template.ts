import { Failure } from '../../foundation/base/index.ts'
import { type JsonMap, type JsonText, type JsonValue } from '../../foundation/formats/index.ts'
import type { SourceKey } from '../rows-json.ts'
import {
  type AnchorName,
  anchor,
  fieldReference,
  fillAnchors,
  type OptionalAnchor,
  type RequiredAnchor,
} from './anchors.ts'
import type { Template } from './find-template.ts'
import { type Drawn, isUnused, keptKeys, optionalValues } from './optional-anchors.ts'

/** A plot as a template takes it. */
export interface TemplateInput extends Drawn {
  readonly title: string
  readonly xLabel: string
  readonly yLabel: string
  rows(keys: readonly SourceKey[]): JsonText
}

/** A specification for Vega-Lite, and what was left out of it: anchors with the values they stand for. */
export interface FilledTemplate {
  readonly content: JsonMap
  readonly anchors: JsonMap
}

const splitAnchors: readonly AnchorName[] = [
  'color',
  'data',
  'plot_height',
  'plot_width',
  'shape',
  'stroke_dash',
  'title',
  'tooltip',
  'x_label',
  'y_label',
  'zoom_and_pan',
]

/** Fills a template; with `isSplit` the larger anchors stay in it, for a program that puts together several plots. */
export function fillTemplate(template: Template, input: TemplateInput, isSplit: boolean): FilledTemplate {
  const { anchors, content } = template
  if (!isSplit && !anchors.has(anchor('data'))) throw withoutData(template)
  const optional = [...optionalValues(input)].filter(([name]) => anchors.has(anchor(name)))
  const rows = input.rows(optional.length > 0 ? keptKeys(input.sources) : ['filename', 'field'])
  const all: [AnchorName, JsonValue][] = [...optional, ...requiredValues(input, rows)]
  const isLeftOut = ([name]: [AnchorName, JsonValue]) =>
    isSplit && splitAnchors.includes(name) && !isUnused(name as OptionalAnchor, input.sources)
  const byText = (values: [AnchorName, JsonValue][]) => new Map(values.map(([name, value]) => [anchor(name), value]))
  return {
    content: fillAnchors(content, byText(all.filter((one) => !isLeftOut(one)))),
    anchors: byText(all.filter(isLeftOut)),
  }
}

function requiredValues(input: TemplateInput, rows: JsonText): [RequiredAnchor, JsonValue][] {
  return [
    ['title', input.title],
    ['x', fieldReference(input.x)],
    ['y', fieldReference(input.y)],
    ['x_label', input.xLabel],
    ['y_label', input.yLabel],
    ['data', rows],
  ]
}

function withoutData({ name }: Template): Failure {
  return new Failure('file-format', `Template '${name}' is not using '${anchor('data')}' anchor`, {
    hint: `Put "${anchor('data')}" where its data has to stand.`,
  })
}
