import { Failure, joinRepo, type RepoPath } from '../../foundation/base/index.ts'
import type { Value, ValueMap } from '../../foundation/formats/index.ts'
import { type Context, type Node, plainValue } from './context.ts'
import { type DefinitionPlace, MistakeFound, parseMistake, type Trail } from './definition-place.ts'
import { checkExpressions, interpolate, shownValue } from './interpolate.ts'
import { type Mistake, mistakeOf } from './mistake.ts'
import type { StageTemplate } from './stage-template.ts'
import { contextWithVars } from './stage-vars.ts'
import { TemplateMistake } from './template-mistake.ts'

export interface ResolvedStage {
  readonly name: string
  /** Where its fields stand in the file. */
  readonly at: Trail
  readonly group?: string
  readonly fields: ValueMap
  readonly wdir: RepoPath
  readonly isTemplated: boolean
  readonly usedVars: ReadonlyMap<string, ReadonlyMap<string, Value>>
}

/** Takes what is wrong with a stage. */
export type TellMistake = (mistake: Mistake) => void

/**
 * Replaces every `${…}` of a stage. What is wrong is told with the stage and the field; undefined if its working directory
 * or its `vars` cannot be known, because then nothing else can.
 */
export function resolveStage(
  template: StageTemplate,
  place: DefinitionPlace,
  tell: TellMistake,
): ResolvedStage | undefined {
  if (template.group === undefined) tellBadExpressions(template.fields, template, place, tell)
  try {
    const wdir = resolveWdir(template, place)
    return resolveFields(template, wdir, { context: contextWithVars(template, wdir, place), place, tell })
  } catch (error) {
    if (error instanceof MistakeFound) tell(error.mistake)
    else if (error instanceof Failure) tell(mistakeOf(error))
    else throw error
    return undefined
  }
}

function resolveFields(
  template: StageTemplate,
  wdir: RepoPath,
  about: Pick<Resolution, 'context' | 'place' | 'tell'>,
): ResolvedStage {
  const usedVars = new Map<string, Map<string, Value>>()
  const fields: ValueMap = new Map()
  for (const [key, value] of template.fields) {
    if (key !== 'vars') fields.set(key, resolveField(String(key), value, { ...about, template, usedVars }))
  }
  return {
    name: template.name,
    at: template.at,
    ...(template.group === undefined ? {} : { group: template.group }),
    fields,
    wdir,
    isTemplated: template.group !== undefined || [...template.fields].some(([key, value]) => fields.get(key) !== value),
    usedVars,
  }
}

/** Tells of every `${…}` that cannot be read. */
export function tellBadExpressions(
  fields: ValueMap,
  { name, at }: Pick<StageTemplate, 'name' | 'at'>,
  place: DefinitionPlace,
  tell: TellMistake,
): void {
  for (const [key, value] of fields)
    checkExpressions(value, (mistake) => tell(fieldMistake(mistake, String(key), { name, at }, place)))
}

function resolveWdir(template: StageTemplate, place: DefinitionPlace): RepoPath {
  const text = template.fields.get('wdir')
  if (typeof text !== 'string' || text === '') return place.directory
  const onMistake = (mistake: TemplateMistake) => {
    throw new MistakeFound(fieldMistake(mistake, 'wdir', template, place))
  }
  const wdir = shownValue(interpolate(text, { context: template.context, accepts: 'any', onMistake }))
  return wdir.startsWith('/') ? (wdir as RepoPath) : joinRepo(place.directory, wdir)
}

interface Resolution {
  readonly template: StageTemplate
  readonly context: Context
  readonly place: DefinitionPlace
  readonly usedVars: Map<string, Map<string, Value>>
  readonly tell: TellMistake
}

function resolveField(key: string, value: Value, { template, context, place, usedVars, tell }: Resolution): Value {
  return interpolate(value, {
    context,
    accepts: key === 'cmd' ? 'command' : 'scalar',
    isMember: template.group !== undefined,
    onUse: (node) => remember(node, usedVars),
    onMistake: (mistake) => tell(fieldMistake(mistake, key, template, place)),
    ...(place.sources.parsing ? { parsing: place.sources.parsing } : {}),
  })
}

function fieldMistake(
  mistake: TemplateMistake,
  key: string,
  { name, at }: Pick<StageTemplate, 'name' | 'at'>,
  place: DefinitionPlace,
): Mistake {
  return parseMistake(mistake, `'stages.${name}.${key}'`, place, [...at, key])
}

/** Mappings are not remembered as a whole. */
function remember(node: Node, usedVars: Resolution['usedVars']): void {
  const { source, isFile, keys } = node.origin
  if (!isFile || source === undefined || node.kind === 'mapping') return
  const used = usedVars.get(source) ?? new Map<string, Value>()
  usedVars.set(source, used.set(keys.join('.'), plainValue(node)))
}
