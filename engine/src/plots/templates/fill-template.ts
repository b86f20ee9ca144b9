import { Failure } from '../../foundation/base/index.ts'
import { type JsonMap, type JsonText, type JsonValue } from '../../foundation/formats/index.ts'
import type { SourceKey } from '../rows-json.ts'
import {
  type AnchorName,
  anchor,
  fieldReference,
  fillAnchor,
  hasAnchor,
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
  const optional = [...optionalValues(input)].filter(([name]) => hasAnchor(template.content, name))
  if (!isSplit && !hasAnchor(template.content, 'data')) throw withoutData(template)
  const rows = input.rows(optional.length > 0 ? keptKeys(input.sources) : ['filename', 'field'])
  const required = requiredValues(input, rows)
  const isLeftOut = (name: AnchorName) =>
    isSplit && splitAnchors.includes(name) && !isUnused(name as OptionalAnchor, input.sources)
  const all: [AnchorName, JsonValue][] = [...optional, ...required]
  return {
    content: all
      .filter(([name]) => !isLeftOut(name))
      .reduce((content, [name, value]) => fillAnchor(content, name, value), template.content),
    anchors: new Map(all.filter(([name]) => isLeftOut(name)).map(([name, value]) => [anchor(name), value])),
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
