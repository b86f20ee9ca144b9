import { pythonText, type ValueMap } from '../foundation/formats/index.ts'
import { axesOf } from './axes.ts'
import type { PlotDefinitions } from './definitions.ts'
import type { ImagePlot, Plot, PlotImage, SourceError, VegaPlot } from './plot.ts'
import { PlotMistake } from './plot-problem.ts'
import { isImage, type PlotSource } from './plot-source.ts'
import { seriesOf } from './series.ts'
import type { PlotData } from './table.ts'

/** What a revision has of plots. */
export interface RevisionPlots {
  readonly revision: string
  readonly definitions: PlotDefinitions
  readonly sources: ReadonlyMap<string, PlotSource>
}

interface Definition {
  readonly from: RevisionPlots
  readonly id: string
  readonly properties: ValueMap
}

/** One plot for each name, over all revisions. What cannot be drawn of a revision is told with the plot. */
export function groupPlots(revisions: readonly RevisionPlots[]): Plot[] {
  const groups = new Map<string, Definition[]>()
  for (const from of revisions)
    for (const [name, id, properties] of namedPlots(from.definitions))
      groups.set(name, [...(groups.get(name) ?? []), { from, id, properties }])
  return [...groups].map(([name, group]) => (isImage(group.at(-1)!.id) ? imagePlot(group) : vegaPlot(name, group)))
}

/** An id that several files define is told apart by them. */
function namedPlots(definitions: PlotDefinitions): [name: string, id: string, properties: ValueMap][] {
  const filesById = new Map<string, string[]>()
  for (const [file, plots] of definitions)
    for (const id of plots.keys()) filesById.set(id, [...(filesById.get(id) ?? []), file])
  return [...filesById].flatMap(([id, files]) =>
    files.map((file): [string, string, ValueMap] => {
      const name = files.length === 1 || file === '' ? id : `${file}::${id}`
      return [name, id, definitions.get(file)!.get(id)!]
    }),
  )
}

function imagePlot(group: readonly Definition[]): ImagePlot {
  const images = group.flatMap(({ from, id, properties }): PlotImage[] =>
    sourcesOf(id, properties).flatMap((file) => {
      const source = from.sources.get(file)
      return source?.kind === 'image' ? [{ revision: from.revision, file, bytes: source.bytes }] : []
    }),
  )
  return { kind: 'image', name: group.at(-1)!.id, images, sourceErrors: sourceErrors(group), definitionErrors: [] }
}

function vegaPlot(name: string, group: readonly Definition[]): VegaPlot {
  const properties: ValueMap = new Map([...group].reverse().flatMap((one) => [...one.properties]))
  const drawn = group.map((one) => draw(one, properties))
  const withRows = drawn.flatMap((one) => (one.kind === 'rows' ? [one] : []))
  return {
    kind: 'vega',
    name,
    revisions: [...new Set(withRows.map(({ revision }) => revision))],
    series: withRows.flatMap(({ series }) => series),
    axes: withRows[0]?.axes,
    properties,
    sourceErrors: sourceErrors(group),
    definitionErrors: drawn.flatMap((one) => (one.kind === 'problem' ? [one] : [])),
  }
}

/** The files are those of the revision's own definition, the axes those of the earliest. */
function draw({ from, id, properties: own }: Definition, properties: ValueMap) {
  const { revision } = from
  const data = new Map<string, PlotData>()
  for (const file of sourcesOf(id, own)) {
    const source = from.sources.get(file)
    if (source?.kind === 'data') data.set(file, source.data)
  }
  try {
    const axes = axesOf(id, properties, data)
    const series = seriesOf(axes, data, revision)
    return series.length === 0 ? ({ kind: 'nothing' } as const) : ({ kind: 'rows', revision, axes, series } as const)
  } catch (error) {
    if (!(error instanceof PlotMistake)) throw error
    return { kind: 'problem', revision, problem: error.problem } as const
  }
}

/** The files that a plot is made of. */
export function sourcesOf(id: string, properties: ValueMap): string[] {
  const x = properties.get('x')
  const y = properties.get('y')
  const ofY = y instanceof Map ? [...y.keys()].map(pythonText) : [id]
  const ofX = x instanceof Map ? [...x.keys()].slice(0, 1).map(pythonText) : []
  return [...new Set([...ofY, ...ofX])]
}

function sourceErrors(group: readonly Definition[]): SourceError[] {
  return group.flatMap(({ from, id, properties }) =>
    sourcesOf(id, properties).flatMap((file) => {
      const source = from.sources.get(file)
      return source?.kind === 'problem' ? [{ revision: from.revision, source: file, problem: source.problem }] : []
    }),
  )
}
