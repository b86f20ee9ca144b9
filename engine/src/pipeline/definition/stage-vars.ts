import type { RepoPath } from '../../foundation/base/index.ts'
import type { Value } from '../../foundation/formats/index.ts'
import { type Context, copyContext } from './context.ts'
import {
  type DefinitionPlace,
  MistakeFound,
  mistakeAt,
  parseMistake,
  shownFile,
  type Trail,
} from './definition-place.ts'
import { hasExpressions } from './interpolate.ts'
import type { StageTemplate } from './stage-template.ts'
import { TemplateMistake } from './template-mistake.ts'
import { loadVars } from './vars.ts'

/** The values that a stage's `${…}` can name: those of its file and its own `vars`. Throws the mistake of the first bad one. */
export function contextWithVars(template: StageTemplate, wdir: RepoPath, place: DefinitionPlace): Context {
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
    throw new MistakeFound(parseMistake(error, subject, place, [...at, 'vars']))
  }
  return context
}

/** `vars` are read before there is anything to replace in them. */
export function refuseExpressions(vars: readonly Value[], subject: string, place: DefinitionPlace, at: Trail): void {
  const index = vars.findIndex(hasExpressions)
  if (index < 0) return
  const message = `failed to parse '${subject}' in '${shownFile(place)}': interpolating is not allowed`
  throw new MistakeFound(mistakeAt(message, place, [...at, index]))
}
