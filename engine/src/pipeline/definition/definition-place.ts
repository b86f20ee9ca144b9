import { Failure, type RepoPath } from '../../foundation/base/index.ts'
import { codeFrame, readYamlWithPositions } from '../../foundation/formats/index.ts'
import type { DefinitionSources } from './stage.ts'
import type { TemplateMistake } from './template-mistake.ts'

/** The `dvc.yaml` that is being read. */
export interface DefinitionPlace {
  readonly file: RepoPath
  /** Its directory, where its paths start. */
  readonly directory: RepoPath
  readonly text: string
  readonly sources: DefinitionSources
}

/** Keys from the top of the file to the value in question. */
export type Trail = readonly (string | number)[]

export function shownFile({ file, sources }: DefinitionPlace): string {
  return sources.shownPath?.(file) ?? file
}

/** A mistake with the words around it and the lines of the file where it stands. `subject` is quoted already. */
export function parseFailure(mistake: TemplateMistake, subject: string, place: DefinitionPlace, at: Trail): Failure {
  const ownLine = mistake.kind === 'syntax' || mistake.kind === 'merge' || mistake.kind === 'loaded'
  const message = `failed to parse ${subject} in '${shownFile(place)}':${ownLine ? '\n' : ' '}${mistake.message}`
  return failureAt(message, place, at, mistake)
}

/** A stage that turned out wrong when its expressions were replaced. */
export function invalidStage(
  reason: string,
  place: DefinitionPlace,
  { name, group }: { readonly name: string; readonly group?: string },
): Failure {
  return new Failure('stage-invalid', reason, {
    hint: `Correct stage '${group ?? name}' in ${shownFile(place)}.`,
    ...excerptAt(place, ['stages', group ?? name]),
  })
}

/** A failure of interpolation that shows the lines at `at`. */
export function failureAt(message: string, place: DefinitionPlace, at: Trail, cause?: unknown): Failure {
  return new Failure('interpolation', message, {
    ...excerptAt(place, at),
    ...(cause === undefined ? {} : { cause }),
  })
}

function excerptAt(place: DefinitionPlace, at: Trail): { readonly excerpt?: string } {
  const position = readYamlWithPositions(place.text, place.file).positionOf(at)
  return position ? { excerpt: codeFrame(place.text, position.line, position.column) } : {}
}
