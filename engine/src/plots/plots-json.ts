import type { AbsolutePath } from '../foundation/base/index.ts'
import type { JsonMap, JsonValue } from '../foundation/formats/index.ts'
import { placeImages } from './place-images.ts'
import type { Plot } from './plot.ts'
import type { PlotProblem } from './plot-problem.ts'
import type { PlotsResult } from './plots.ts'
import { specOf } from './spec.ts'
import type { TemplatePlace } from './templates/index.ts'

export interface PlotsJsonRequest {
  /** Where images are written to. */
  readonly directory: AbsolutePath
  /** Larger anchors by themselves, for a program that puts together several plots. */
  readonly isSplit: boolean
}

/** Plots and errors for a program, as DVC has them. Images are written to be linked to. */
export function plotsJson(place: TemplatePlace, result: PlotsResult, request: PlotsJsonRequest): JsonMap {
  const errors: JsonValue[] = [...result.plots.flatMap(errorsOf), ...result.revisionErrors.map(revisionError)]
  const data: JsonMap = new Map(result.plots.map((plot) => [plot.name, entriesOf(place, plot, request)]))
  const parts: [string, JsonValue][] = [
    ...(errors.length > 0 ? ([['errors', errors]] as [string, JsonValue][]) : []),
    ...(data.size > 0 ? ([['data', data]] as [string, JsonValue][]) : []),
  ]
  return new Map(parts)
}

function entriesOf(place: TemplatePlace, plot: Plot, { directory, isSplit }: PlotsJsonRequest): JsonValue[] {
  if (plot.kind === 'image')
    return placeImages(place.files, plot, directory).map(({ revision, file }) =>
      mapOf({ type: 'image', revisions: [revision], url: file }),
    )
  const spec = specOf(place, plot, isSplit)
  if (!spec) return []
  const entry = { type: 'vega', revisions: [...plot.revisions], content: spec.content }
  return [mapOf(isSplit ? { ...entry, anchor_definitions: spec.anchors } : entry)]
}

function errorsOf({ name, sourceErrors, definitionErrors }: Plot): JsonMap[] {
  return [
    ...sourceErrors.map(({ revision, source, problem }) => mapOf({ name, rev: revision, source, ...texts(problem) })),
    ...definitionErrors.map(({ revision, problem }) => mapOf({ name, rev: revision, ...texts(problem) })),
  ]
}

function revisionError({ revision, problem }: PlotsResult['revisionErrors'][number]): JsonMap {
  return mapOf({ rev: revision, ...texts(problem) })
}

function texts({ type, message }: PlotProblem) {
  return { type, msg: message }
}

function mapOf(entries: Readonly<Record<string, JsonValue>>): JsonMap {
  return new Map(Object.entries(entries))
}
