import type { AbsolutePath } from '../foundation/base/index.ts'
import { type JsonMap, type JsonValue, jsonMap } from '../foundation/formats/index.ts'
import { placeImages } from './place-images.ts'
import type { ImagePlot, Plot, VegaPlot } from './plot.ts'
import type { PlotProblem } from './plot-problem.ts'
import type { PlotsResult } from './plots.ts'
import { specOf } from './spec.ts'
import { type TemplatePlace, Templates } from './templates/index.ts'

export interface PlotsJsonRequest {
  /** Where images are written to. */
  readonly directory: AbsolutePath
  /** Larger anchors by themselves, for a program that puts together several plots. */
  readonly isSplit: boolean
}

/** Plots and errors for a program, as DVC has them. Images are written to be linked to. */
export function plotsJson(place: TemplatePlace, result: PlotsResult, request: PlotsJsonRequest): JsonMap {
  const templates = new Templates(place)
  const entries = (plot: Plot) =>
    plot.kind === 'image' ? imageEntries(place, plot, request) : vegaEntries(templates, plot, request)
  const errors: JsonValue[] = [...result.plots.flatMap(errorsOf), ...result.revisionErrors.map(revisionError)]
  const data: JsonMap = new Map(result.plots.map((plot) => [plot.name, entries(plot)]))
  const parts: [string, JsonValue][] = [
    ...(errors.length > 0 ? ([['errors', errors]] as [string, JsonValue][]) : []),
    ...(data.size > 0 ? ([['data', data]] as [string, JsonValue][]) : []),
  ]
  return new Map(parts)
}

function imageEntries({ files }: TemplatePlace, plot: ImagePlot, { directory }: PlotsJsonRequest): JsonValue[] {
  return placeImages(files, plot, directory).map(({ revision, file }) =>
    jsonMap({ type: 'image', revisions: [revision], url: file }),
  )
}

function vegaEntries(templates: Templates, plot: VegaPlot, { isSplit }: PlotsJsonRequest): JsonValue[] {
  const spec = specOf(templates, plot, isSplit)
  if (!spec) return []
  const entry = { type: 'vega', revisions: [...plot.revisions], content: spec.content }
  return [jsonMap(isSplit ? { ...entry, anchor_definitions: spec.anchors } : entry)]
}

function errorsOf({ name, sourceErrors, definitionErrors }: Plot): JsonMap[] {
  return [
    ...sourceErrors.map(({ revision, source, problem }) => jsonMap({ name, rev: revision, source, ...texts(problem) })),
    ...definitionErrors.map(({ revision, problem }) => jsonMap({ name, rev: revision, ...texts(problem) })),
  ]
}

function revisionError({ revision, problem }: PlotsResult['revisionErrors'][number]): JsonMap {
  return jsonMap({ rev: revision, ...texts(problem) })
}

function texts({ type, message }: PlotProblem) {
  return { type, msg: message }
}
