import { Failure, parentOf, type RepoPath } from '../../foundation/base/index.ts'
import { pythonText, type Value, type ValueMap } from '../../foundation/formats/index.ts'
import { pythonTypeName } from '../params-file.ts'
import { type Context, emptyContext } from './context.ts'
import { type DefinitionPlace, failureAt, parseFailure, shownFile, type Trail } from './definition-place.ts'
import { isGroup, membersOf } from './groups.ts'
import { checkExpressions, interpolate } from './interpolate.ts'
import { refuseExpressions, resolveStage, type StageTemplate } from './resolve-stage.ts'
import { checkDefinition } from './schema.ts'
import type { Definition, DefinitionSources, PlotDefinition } from './stage.ts'
import { stageFromFields } from './stage-from-fields.ts'
import { TemplateMistake } from './template-mistake.ts'
import { loadDefaultVars, loadVars } from './vars.ts'

/**
 * A `dvc.yaml` with every `${…}` replaced: its stages in the order of the file, groups expanded in place, and its
 * top-level lists. Throws a `Failure` for text that is no YAML, for mistakes of shape (all at once), and for the first
 * expression that cannot be replaced.
 */
export function readDefinition(text: string, file: RepoPath, sources: DefinitionSources): Definition {
  const value = checkDefinition(text, file)
  const place: DefinitionPlace = { file, directory: parentOf(file), text, sources }
  const warnings: string[] = []
  const context = fileContext(value, place)
  const templates = [...mappingAt(value, 'stages')].flatMap(([name, fields]) =>
    templatesOf(String(name), fields as ValueMap, context, place, warnings),
  )
  const stages = templates.map((template) => stageFromFields(resolveStage(template, place), place))
  const section = <T>(key: string, read: (item: Value) => T) => resolveSection(value, key, { context, place }, read)
  return {
    file,
    stages,
    params: section('params', pythonText),
    metrics: section('metrics', pythonText),
    plots: section('plots', plotsOf).flat(),
    artifacts: resolveArtifacts(mappingAt(value, 'artifacts'), context, place),
    datasets: section('datasets', (item) => item as ValueMap),
    warnings,
  }
}

function fileContext(value: ValueMap, place: DefinitionPlace): Context {
  const vars = (value.get('vars') ?? []) as Value[]
  refuseExpressions(vars, 'vars', place, ['vars'])
  const context = emptyContext()
  const varsPlace = { sources: place.sources, directory: place.directory, label: (index: number) => `vars[${index}]` }
  told('vars', place, ['vars'], () => {
    loadDefaultVars(context, varsPlace)
    loadVars(context, vars, varsPlace)
  })
  return context
}

function templatesOf(
  name: string,
  fields: ValueMap,
  context: Context,
  place: DefinitionPlace,
  warnings: string[],
): StageTemplate[] {
  if (isGroup(fields)) return membersOf({ name, fields, context, place, warn: (text) => warnings.push(text) })
  if (name.includes('@')) throw reservedSign(name, place)
  return [{ name, fields, context, at: ['stages', name] }]
}

/** `@` belongs to the members of groups; DVC would look for a group of that name. */
function reservedSign(name: string, place: DefinitionPlace): Failure {
  return new Failure('stage-invalid', `Stage '${name}' not found inside '${shownFile(place)}' file`, {
    hint: `Rename it: "@" separates a foreach or matrix stage from its members.`,
  })
}

interface Section {
  readonly context: Context
  readonly place: DefinitionPlace
}

function resolveSection<T>(value: ValueMap, key: string, section: Section, read: (item: Value) => T): T[] {
  const items = value.get(key)
  if (!Array.isArray(items)) return []
  return items.map((item, index) => read(resolveTop(item, `${key}.${index}`, section, [key, index])))
}

function resolveTop(item: Value, subject: string, { context, place }: Section, at: Trail): Value {
  return told(subject, place, at, () => {
    checkExpressions(item)
    return interpolate(item, { context, accepts: 'any' })
  })
}

function resolveArtifacts(artifacts: ValueMap, context: Context, place: DefinitionPlace): Map<string, ValueMap> {
  return new Map(
    [...artifacts].map(([name, fields]) => {
      const at = ['artifacts', String(name)]
      const resolved = resolveTop(name, `artifacts.${name}`, { context, place }, at)
      if (typeof resolved !== 'string') {
        const found = pythonTypeName(resolved)
        throw failureAt(
          `failed to resolve 'artifacts.${name}' in '${shownFile(place)}': expected str, got ${found}`,
          place,
          at,
        )
      }
      return [resolved, resolveTop(fields, `artifacts.${name}`, { context, place }, at) as ValueMap]
    }),
  )
}

function plotsOf(item: Value): PlotDefinition[] {
  if (!(item instanceof Map)) return [{ id: pythonText(item), properties: undefined }]
  return [...item].map(([id, properties]) => ({
    id: pythonText(id),
    properties: properties instanceof Map ? properties : undefined,
  }))
}

function told<T>(subject: string, place: DefinitionPlace, at: Trail, task: () => T): T {
  try {
    return task()
  } catch (error) {
    if (error instanceof TemplateMistake) throw parseFailure(error, `'${subject}'`, place, at)
    throw error
  }
}

function mappingAt(value: ValueMap, key: string): ValueMap {
  const found = value.get(key)
  return found instanceof Map ? found : new Map()
}
