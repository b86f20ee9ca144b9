import { Failure, type RepoPath } from '../base/index.ts'
import { codeFrame, readYamlWithPositions, type ValueMap } from '../formats/index.ts'
import type { Shape, ShapeMistake } from './shape.ts'

/** What a kind of file must look like, and what it is called when it does not. */
export interface FileSchema {
  readonly shape: Shape
  readonly code: 'stage-invalid' | 'file-format'
  readonly hint?: string
}

/**
 * The mapping that a YAML file holds, empty for an empty file. Throws a `Failure` that lists every mistake with its line,
 * column and the lines around it.
 */
export function readShaped(text: string, file: RepoPath, { shape, code, hint }: FileSchema): ValueMap {
  const { value, positionOf } = readYamlWithPositions(text, `./${file}`)
  const mistakes = shape(value)
  if (mistakes.length === 0) return value as ValueMap
  throw new Failure(code, shapeHeadline(file, mistakes.length), {
    ...(hint === undefined ? {} : { hint }),
    excerpt: mistakes.map((mistake) => describe(mistake, text, positionOf)).join('\n\n'),
  })
}

/** The first line of a message about a file that does not have the right shape. */
export function shapeHeadline(file: RepoPath, mistakes: number): string {
  return `'./${file}' validation failed${mistakes === 1 ? '.' : `: ${mistakes} errors.`}`
}

/** What is wrong and at which keys, in words. */
export function describeMistake({ reason, at }: ShapeMistake): string {
  return at.length === 0 ? reason : `${reason}, in ${at.join(' -> ')}`
}

type PositionOf = ReturnType<typeof readYamlWithPositions>['positionOf']

function describe(mistake: ShapeMistake, text: string, positionOf: PositionOf): string {
  const where = describeMistake(mistake)
  const position = positionOf(mistake.at)
  if (!position) return where
  const { line, column } = position
  return `${where}, line ${line}, column ${column}\n${codeFrame(text, line, column)}`
}
