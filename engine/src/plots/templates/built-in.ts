import type { JsonMap } from '../../foundation/formats/index.ts'
import { anchor } from './anchors.ts'
import { confusion, confusionNormalized } from './confusion.ts'
import { linear } from './linear.ts'
import { axis, head, notFromZero, type PlainMap, showsData, size, toJsonMap, zoom } from './pieces.ts'

const colored = { color: anchor('color') }
const shaped = { ...colored, shape: anchor('shape'), tooltip: anchor('tooltip') }

const simple = {
  ...head,
  ...zoom,
  ...size,
  mark: { type: 'line', ...showsData },
  encoding: {
    x: axis('x', 'quantitative'),
    y: { ...axis('y', 'quantitative'), ...notFromZero },
    ...colored,
    strokeDash: anchor('stroke_dash'),
    tooltip: anchor('tooltip'),
  },
}

const scatter = {
  ...head,
  ...size,
  mark: { type: 'point', ...showsData },
  ...zoom,
  encoding: { x: axis('x', 'quantitative'), y: axis('y', 'quantitative'), ...shaped },
}

const scatterJitter = {
  ...head,
  ...size,
  transform: ['randomX', 'randomY'].map((as) => ({ calculate: 'random()', as })),
  mark: { type: 'point', ...showsData },
  encoding: {
    x: { field: anchor('x'), title: anchor('x_label') },
    y: { field: anchor('y'), title: anchor('y_label') },
    ...shaped,
    xOffset: { field: 'randomX', type: 'quantitative' },
    yOffset: { field: 'randomY', type: 'quantitative' },
  },
}

const barHorizontal = (order: PlainMap) => ({
  ...head,
  ...size,
  mark: { type: 'bar' },
  ...zoom,
  encoding: {
    x: { ...axis('x', 'quantitative'), ...notFromZero },
    y: { ...axis('y', 'nominal'), ...order },
    yOffset: { field: 'rev', sort: [] },
    ...colored,
    column: anchor('column'),
  },
})

const templates: Readonly<Record<string, PlainMap>> = {
  simple,
  linear,
  confusion,
  confusion_normalized: confusionNormalized,
  scatter,
  scatter_jitter: scatterJitter,
  smooth: linear,
  bar_horizontal_sorted: barHorizontal({ sort: '-x' }),
  bar_horizontal: barHorizontal({}),
}

/** The names of the templates that are always there, in DVC's order. */
export const templateNames: readonly string[] = Object.keys(templates)

/** The template of this name that is always there. */
export function builtInTemplate(name: string): JsonMap | undefined {
  return Object.hasOwn(templates, name) ? toJsonMap(templates[name]!) : undefined
}
