import type { Value } from '../foundation/formats/index.ts'
import type { VegaPlot } from './plot.ts'
import { rowsJson } from './rows-json.ts'
import { type FilledTemplate, fillTemplate, type Templates } from './templates/index.ts'

/** The specification that draws a plot; undefined if there is nothing to draw. Throws a `Failure` for a template that is none. */
export function specOf(templates: Templates, plot: VegaPlot, isSplit: boolean): FilledTemplate | undefined {
  const { axes, properties, series } = plot
  if (axes?.y === undefined) return undefined
  const template = templates.find(textOf(properties.get('template')) ?? 'linear')
  const input = {
    revisions: plot.revisions,
    title: textOf(properties.get('title')) ?? plot.name,
    x: axes.x,
    y: axes.y,
    xLabel: axes.xLabel,
    yLabel: axes.yLabel,
    sources: axes.sources,
    rows: (keys: Parameters<typeof rowsJson>[1]) => rowsJson(series, keys),
  }
  return fillTemplate(template, input, isSplit)
}

function textOf(value: Value | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined
}
