import { Failure, orFailure, parentOf, type RepoPath } from '../../foundation/base/index.ts'
import { readYamlWithPositions, type Value, type ValueMap } from '../../foundation/formats/index.ts'
import { BrokenParts } from './broken-parts.ts'
import { type Context, emptyContext } from './context.ts'
import {
  type DefinitionPlace,
  invalidStage,
  MistakeFound,
  parseMistake,
  shownFile,
  type Trail,
} from './definition-place.ts'
import { isGroup, membersOf } from './groups.ts'
import { type BrokenPart, type Mistake, mistakeOf } from './mistake.ts'
import { resolveStage } from './resolve-stage.ts'
import { definitionShape } from './schema.ts'
import { noSections, resolveSections } from './sections.ts'
import { shapeMistakes } from './shape-mistakes.ts'
import type { Definition, DefinitionSources, Stage } from './stage.ts'
import { stageFromFields } from './stage-from-fields.ts'
import type { StageTemplate } from './stage-template.ts'
import { refuseExpressions } from './stage-vars.ts'
import { TemplateMistake } from './template-mistake.ts'
import { unreadablePart } from './unreadable-part.ts'
import { loadDefaultVars, loadVars } from './vars.ts'

/** What of a `dvc.yaml` can be used, and what cannot. */
export interface ExaminedDefinition {
  readonly definition: Definition
  readonly broken: readonly BrokenPart[]
}

/** Reads a `dvc.yaml` as far as its mistakes allow: a stage that is wrong leaves the others as they are. */
export function examineDefinition(text: string, file: RepoPath, sources: DefinitionSources): ExaminedDefinition {
  const read = readYaml(text, file)
  if (!('value' in read)) return { definition: emptyDefinition(file), broken: [unreadablePart(text, file, [read])] }
  const { value, positionOf } = read
  const place: DefinitionPlace = { file, directory: parentOf(file), text, sources, positionOf }
  const parts = new BrokenParts(place, value)
  for (const { part, mistake } of shapeMistakes(definitionShape(value), place)) parts.add(part, mistake)
  const context = parts.isUsable ? fileContext(value as ValueMap, place, parts) : undefined
  if (!context) return { definition: emptyDefinition(file), broken: parts.all() }
  const warnings: string[] = []
  const stages = resolveStages(value as ValueMap, { context, place, parts, warnings })
  const sections = resolveSections(value as ValueMap, { context, place, parts })
  return { definition: { file, stages, ...sections, warnings }, broken: parts.all() }
}

function readYaml(text: string, file: RepoPath): ReturnType<typeof readYamlWithPositions> | Mistake {
  const read = orFailure(() => readYamlWithPositions(text, `./${file}`))
  return read instanceof Failure ? mistakeOf(read) : read
}

function emptyDefinition(file: RepoPath): Definition {
  return { file, stages: [], ...noSections, warnings: [] }
}

/** The values for `${…}`; undefined if something is wrong with one of their sources. */
function fileContext(value: ValueMap, place: DefinitionPlace, parts: BrokenParts): Context | undefined {
  const vars = (value.get('vars') ?? []) as Value[]
  const context = emptyContext()
  const sources = { sources: place.sources, directory: place.directory }
  const load = (at: Trail, task: () => void) => {
    try {
      task()
    } catch (error) {
      parts.add({ extent: 'file', name: '' }, varsMistake(error, place, at))
    }
  }
  load(['vars'], () => refuseExpressions(vars, 'vars', place, ['vars']))
  load(['vars'], () => loadDefaultVars(context, { ...sources, label: String }))
  if (parts.isUsable)
    vars.forEach((item, index) => {
      load(['vars', index], () => loadVars(context, [item], { ...sources, label: () => `vars[${index}]` }))
    })
  return parts.isUsable ? context : undefined
}

function varsMistake(error: unknown, place: DefinitionPlace, at: Trail): Mistake {
  if (error instanceof MistakeFound) return error.mistake
  if (error instanceof TemplateMistake) return parseMistake(error, "'vars'", place, at)
  if (error instanceof Failure) return mistakeOf(error)
  throw error
}

interface StageSources {
  readonly context: Context
  readonly place: DefinitionPlace
  readonly parts: BrokenParts
  readonly warnings: string[]
}

function resolveStages(value: ValueMap, sources: StageSources): Stage[] {
  const { place, parts } = sources
  const all = value.get('stages')
  const templates = [...(all instanceof Map ? all : [])].flatMap(([name, fields]) =>
    templatesOf(String(name), fields, sources),
  )
  return templates.flatMap((template) => {
    const part = { extent: 'stage', name: template.group ?? template.name } as const
    let isSound = true
    const tell = (mistake: Mistake) => {
      isSound = false
      parts.add(part, mistake)
    }
    const resolved = resolveStage(template, place, tell)
    const stage = resolved && isSound ? stageFromFields(resolved, place, tell) : undefined
    return stage && isSound ? [stage] : []
  })
}

function templatesOf(name: string, fields: Value, { context, place, parts, warnings }: StageSources): StageTemplate[] {
  const part = { extent: 'stage', name } as const
  if (parts.has(part) || !(fields instanceof Map)) return []
  const tell = (mistake: Mistake) => parts.add(part, mistake)
  const warn = (text: string) => void warnings.push(text)
  if (!isGroup(fields)) {
    if (!name.includes('@')) return [{ name, fields, context, at: ['stages', name] }]
    tell(reservedSign(name, place))
    return []
  }
  try {
    const members = membersOf({ name, fields, context, place, warn, tell })
    return parts.has(part) ? [] : members
  } catch (error) {
    if (!(error instanceof MistakeFound)) throw error
    tell(error.mistake)
    return []
  }
}

/** `@` belongs to the members of groups; DVC would look for a group of that name. */
function reservedSign(name: string, place: DefinitionPlace): Mistake {
  const message = `Stage '${name}' not found inside '${shownFile(place)}' file`
  const hint = 'Rename it: "@" separates a foreach or matrix stage from its members.'
  return { ...invalidStage(message, place, { name, at: ['stages', name] }), hint }
}
