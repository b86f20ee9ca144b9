import type { RepoPath } from '../../foundation/base/index.ts'
import { codeFrame, type readYamlWithPositions } from '../../foundation/formats/index.ts'
import type { Mistake } from './mistake.ts'
import type { DefinitionSources } from './stage.ts'
import type { TemplateMistake } from './template-mistake.ts'

/** The `dvc.yaml` that is being read. */
export interface DefinitionPlace {
  readonly file: RepoPath
  /** Its directory, where its paths start. */
  readonly directory: RepoPath
  readonly text: string
  readonly sources: DefinitionSources
  readonly positionOf: ReturnType<typeof readYamlWithPositions>['positionOf']
}

/** Keys from the top of the file to the value in question. */
export type Trail = readonly (string | number)[]

type Position = NonNullable<ReturnType<DefinitionPlace['positionOf']>>

/** Thrown where a mistake makes all that follows impossible to read. */
export class MistakeFound extends Error {
  readonly mistake: Mistake

  constructor(mistake: Mistake) {
    super(mistake.message)
    this.mistake = mistake
  }
}

export function shownFile({ file, sources }: DefinitionPlace): string {
  return sources.shownPath?.(file) ?? file
}

/** A mistake with the words around it and the lines of the file where it stands. `subject` is quoted already. */
export function parseMistake(mistake: TemplateMistake, subject: string, place: DefinitionPlace, at: Trail): Mistake {
  const ownLine = mistake.kind === 'syntax' || mistake.kind === 'merge' || mistake.kind === 'loaded'
  const message = `failed to parse ${subject} in '${shownFile(place)}':${ownLine ? '\n' : ' '}${mistake.message}`
  return mistakeAt(message, place, at, mistake.expression)
}

/** A stage that turned out wrong when its expressions were replaced. */
export function invalidStage(
  reason: string,
  place: DefinitionPlace,
  { name, group, at }: { readonly name: string; readonly group?: string; readonly at: Trail },
): Mistake {
  const hint = `Correct stage '${group ?? name}' in ${shownFile(place)}.`
  return { code: 'stage-invalid', message: reason, hint, isShape: false, ...linesAt(place, at) }
}

/** A mistake of interpolation that shows the lines at `at`, if there is one with that `expression` behind it there. */
export function mistakeAt(message: string, place: DefinitionPlace, at: Trail, expression?: string): Mistake {
  return { code: 'interpolation', message, isShape: false, ...linesAt(place, at, expression) }
}

/** Where the key or item at `at` stands, or behind it the first time an expression. Members of a group ask for the same. */
export function linesAt(place: DefinitionPlace, at: Trail, expression = ''): PlacedLines {
  const known = knownLines.get(place) ?? { lines: place.text.split('\n'), found: new Map() }
  knownLines.set(place, known)
  const key = JSON.stringify([at, expression])
  const found = known.found.get(key) ?? lookAt(place, known.lines, at, expression)
  known.found.set(key, found)
  return found
}

type PlacedLines = Pick<Mistake, 'place' | 'frame'>

const knownLines = new WeakMap<
  DefinitionPlace,
  { readonly lines: readonly string[]; readonly found: Map<string, PlacedLines> }
>()

function lookAt(
  { text, file, positionOf }: DefinitionPlace,
  lines: readonly string[],
  at: Trail,
  expression: string,
): PlacedLines {
  const found = positionOf(at)
  if (!found) return {}
  const { line, column } = (expression !== '' && placeBehind(lines, found, expression)) || found
  return { place: { file, line, column }, frame: () => codeFrame(text, line, column) }
}

function placeBehind(lines: readonly string[], from: Position, wanted: string): Position | undefined {
  for (let line = from.line; line <= lines.length; line++) {
    const index = lines[line - 1]!.indexOf(wanted, line === from.line ? from.column - 1 : 0)
    if (index >= 0) return { line, column: index + 1 }
  }
  return undefined
}
