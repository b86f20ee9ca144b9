import { joinRepo, type RepoPath } from '../../foundation/base/index.ts'
import type { Value, ValueMap } from '../../foundation/formats/index.ts'
import { type Context, copyContext, type Node, plainValue } from './context.ts'
import { type DefinitionPlace, failureAt, parseFailure, shownFile, type Trail } from './definition-place.ts'
import { checkExpressions, hasExpressions, type InterpolationRules, interpolate, shownValue } from './interpolate.ts'
import { isFieldMistake, TemplateMistake } from './template-mistake.ts'
import { loadVars } from './vars.ts'

/** A stage as it stands in the file, or a member that a group makes of one. */
export interface StageTemplate {
  readonly name: string
  readonly fields: ValueMap
  readonly context: Context
  /** Where the fields stand in the file. */
  readonly at: Trail
  /** The foreach or matrix stage it belongs to. */
  readonly group?: string
}

export interface ResolvedStage {
  readonly name: string
  readonly group?: string
  readonly fields: ValueMap
  readonly wdir: RepoPath
  readonly isTemplated: boolean
  readonly usedVars: ReadonlyMap<string, ReadonlyMap<string, Value>>
}

/** Replaces every `${…}` of a stage. Throws a `Failure` that names the stage and the field. */
export function resolveStage(template: StageTemplate, place: DefinitionPlace): ResolvedStage {
  if (template.group === undefined) refuseBadExpressions(template.fields, template, place)
  const wdir = resolveWdir(template, place)
  const context = contextWithVars(template, wdir, place)
  const usedVars = new Map<string, Map<string, Value>>()
  const fields: ValueMap = new Map()
  for (const [key, value] of template.fields) {
    if (key !== 'vars') fields.set(key, resolveField(String(key), value, { template, context, place, usedVars }))
  }
  return {
    name: template.name,
    ...(template.group === undefined ? {} : { group: template.group }),
    fields,
    wdir,
    isTemplated: template.group !== undefined || [...template.fields].some(([key, value]) => fields.get(key) !== value),
    usedVars,
  }
}

/** Throws a `Failure` for the first field with a `${…}` that cannot be read. */
export function refuseBadExpressions(
  fields: ValueMap,
  { name, at }: Pick<StageTemplate, 'name' | 'at'>,
  place: DefinitionPlace,
): void {
  for (const [key, value] of fields) {
    inField(String(key), { name, at }, place, () => checkExpressions(value))
  }
}

function resolveWdir(template: StageTemplate, place: DefinitionPlace): RepoPath {
  const text = template.fields.get('wdir')
  if (typeof text !== 'string' || text === '') return place.directory
  const wdir = inField('wdir', template, place, () =>
    shownValue(interpolate(text, { context: template.context, accepts: 'any' })),
  )
  return wdir.startsWith('/') ? (wdir as RepoPath) : joinRepo(place.directory, wdir)
}

function contextWithVars(template: StageTemplate, wdir: RepoPath, place: DefinitionPlace): Context {
  const { name, at, fields } = template
  const vars = (fields.get('vars') ?? []) as Value[]
  if (vars.length === 0) return template.context
  refuseExpressions(vars, `stages.${name}.vars`, place, [...at, 'vars'])
  const context = copyContext(template.context)
  try {
    loadVars(context, vars, { sources: place.sources, directory: wdir, label: (index) => `${name}.vars[${index}]` })
  } catch (error) {
    if (!(error instanceof TemplateMistake)) throw error
    const subject = error.kind === 'loaded' ? `'stages.${name}.vars'` : `stage '${name}'`
    throw parseFailure(error, subject, place, [...at, 'vars'])
  }
  return context
}

/** `vars` are read before there is anything to replace in them. */
export function refuseExpressions(vars: readonly Value[], subject: string, place: DefinitionPlace, at: Trail): void {
  const index = vars.findIndex(hasExpressions)
  if (index < 0) return
  throw failureAt(`failed to parse '${subject}' in '${shownFile(place)}': interpolating is not allowed`, place, [
    ...at,
    index,
  ])
}

interface Resolution {
  readonly template: StageTemplate
  readonly context: Context
  readonly place: DefinitionPlace
  readonly usedVars: Map<string, Map<string, Value>>
}

function resolveField(key: string, value: Value, { template, context, place, usedVars }: Resolution): Value {
  const rules: InterpolationRules = {
    context,
    accepts: key === 'cmd' ? 'command' : 'scalar',
    isMember: template.group !== undefined,
    onUse: (node) => remember(node, usedVars),
    ...(place.sources.parsing ? { parsing: place.sources.parsing } : {}),
  }
  return inField(key, template, place, () => interpolate(value, rules))
}

function inField<T>(
  key: string,
  { name, at }: Pick<StageTemplate, 'name' | 'at'>,
  place: DefinitionPlace,
  task: () => T,
): T {
  try {
    return task()
  } catch (error) {
    if (isFieldMistake(error)) throw parseFailure(error, `'stages.${name}.${key}'`, place, [...at, key])
    throw error
  }
}

/** Mappings are not remembered as a whole. */
function remember(node: Node, usedVars: Resolution['usedVars']): void {
  const { source, isFile, keys } = node.origin
  if (!isFile || source === undefined || node.kind === 'mapping') return
  const used = usedVars.get(source) ?? new Map<string, Value>()
  usedVars.set(source, used.set(keys.join('.'), plainValue(node)))
}
