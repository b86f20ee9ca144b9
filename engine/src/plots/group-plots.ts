import { pythonText, type ValueMap } from '../foundation/formats/index.ts'
import { axesOf } from './axes.ts'
import type { PlotDefinitions } from './definitions.ts'
import type { ImagePlot, Plot, PlotImage, SourceError, VegaPlot } from './plot.ts'
import { PlotMistake, type PlotProblem } from './plot-problem.ts'
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
  const drawn = group.map(imagesOf)
  return {
    kind: 'image',
    name: group.at(-1)!.id,
    images: drawn.flatMap((one) => (one.kind === 'images' ? one.images : [])),
    sourceErrors: sourceErrors(group),
    definitionErrors: drawn.flatMap((one) => (one.kind === 'problem' ? [one] : [])),
  }
}

function imagesOf({ from: { revision, sources }, id, properties }: Definition) {
  const images: PlotImage[] = []
  for (const file of sourcesOf(id, properties)) {
    const source = sources.get(file)
    if (source?.kind === 'image') images.push({ revision, file, bytes: source.bytes })
    if (source?.kind === 'data')
      return { kind: 'problem', revision, problem: noImage(file, source.pythonType) } as const
  }
  return { kind: 'images', images } as const
}

function noImage(file: string, pythonType: string): PlotProblem {
  const message = `a bytes-like object is required, not '${pythonType}'`
  return { type: 'TypeError', message, words: `its name is that of an image, but '${file}' has data` }
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
    if (source?.kind === 'image') data.set(file, imageAsData(file))
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

function imageAsData(file: string): PlotData {
  const refuse = () => {
    const message = "'bytes' object has no attribute 'values'"
    throw new PlotMistake('AttributeError', message, `'${file}' is an image and has no rows`)
  }
  return { table: refuse, lastKey: refuse }
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
