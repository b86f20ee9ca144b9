import { pythonText, type Value, type ValueMap } from '../../foundation/formats/index.ts'
import { pythonTypeName } from '../python-type-name.ts'
import type { BrokenParts } from './broken-parts.ts'
import type { Context } from './context.ts'
import { type DefinitionPlace, mistakeAt, parseMistake, shownFile, type Trail } from './definition-place.ts'
import { checkExpressions, interpolate } from './interpolate.ts'
import type { Mistake } from './mistake.ts'
import type { Definition, PlotDefinition } from './stage.ts'
import type { TemplateMistake } from './template-mistake.ts'

/** What stands in a `dvc.yaml` beside its stages. */
export type Sections = Pick<Definition, 'params' | 'metrics' | 'plots' | 'artifacts' | 'datasets'>

export const noSections: Sections = { params: [], metrics: [], plots: [], artifacts: new Map(), datasets: [] }

interface SectionSources {
  readonly context: Context
  readonly place: DefinitionPlace
  readonly parts: BrokenParts
}

/** The lists and mappings beside the stages with their `${…}` replaced. Those with mistakes are empty. */
export function resolveSections(value: ValueMap, sources: SectionSources): Sections {
  const section = <T>(key: string, read: (item: Value) => T) => resolveList(value, key, sources, read)
  return {
    params: section('params', pythonText),
    metrics: section('metrics', pythonText),
    plots: section('plots', plotsOf).flat(),
    artifacts: resolveArtifacts(value, sources),
    datasets: section('datasets', (item) => item as ValueMap),
  }
}

function resolveList<T>(value: ValueMap, key: string, sources: SectionSources, read: (item: Value) => T): T[] {
  const items = value.get(key)
  if (!Array.isArray(items) || sources.parts.has({ extent: 'list', name: key })) return []
  return items.map((item, index) => read(resolveItem(item, `${key}.${index}`, sources, [key, index])))
}

function resolveItem(item: Value, subject: string, sources: SectionSources, at: Trail): Value {
  const { context, place } = sources
  const onMistake = (mistake: TemplateMistake) => tell(sources, at, parseMistake(mistake, `'${subject}'`, place, at))
  checkExpressions(item, onMistake)
  return interpolate(item, { context, accepts: 'any', onMistake })
}

function tell({ parts }: SectionSources, [key]: Trail, mistake: Mistake): void {
  parts.add({ extent: 'list', name: String(key) }, mistake)
}

function resolveArtifacts(value: ValueMap, sources: SectionSources): Map<string, ValueMap> {
  const artifacts = value.get('artifacts')
  if (!(artifacts instanceof Map) || sources.parts.has({ extent: 'list', name: 'artifacts' })) return new Map()
  return new Map(
    [...artifacts].map(([name, fields]) => {
      const at = ['artifacts', String(name)]
      const resolved = resolveItem(name, `artifacts.${name}`, sources, at)
      if (typeof resolved !== 'string') tellWrongName(String(name), resolved, sources, at)
      return [String(resolved), resolveItem(fields, `artifacts.${name}`, sources, at) as ValueMap]
    }),
  )
}

function tellWrongName(name: string, resolved: Value, sources: SectionSources, at: Trail): void {
  const found = pythonTypeName(resolved)
  const where = `'artifacts.${name}' in '${shownFile(sources.place)}'`
  tell(sources, at, mistakeAt(`failed to resolve ${where}: expected str, got ${found}`, sources.place, at))
}

function plotsOf(item: Value): PlotDefinition[] {
  if (!(item instanceof Map)) return [{ id: pythonText(item), properties: undefined }]
  return [...item].map(([id, properties]) => ({
    id: pythonText(id),
    properties: properties instanceof Map ? properties : undefined,
  }))
}
