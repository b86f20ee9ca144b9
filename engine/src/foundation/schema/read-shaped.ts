import { Failure, type RepoPath } from '../base/index.ts'
import { codeFrame, readYamlWithPositions, type ValueMap } from '../formats/index.ts'
import type { Mistake, Shape } from './shape.ts'

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
  const count = mistakes.length === 1 ? '.' : `: ${mistakes.length} errors.`
  throw new Failure(code, `'./${file}' validation failed${count}`, {
    ...(hint === undefined ? {} : { hint }),
    excerpt: mistakes.map((mistake) => describe(mistake, text, positionOf)).join('\n\n'),
  })
}

type PositionOf = ReturnType<typeof readYamlWithPositions>['positionOf']

function describe({ reason, at }: Mistake, text: string, positionOf: PositionOf): string {
  const where = at.length === 0 ? reason : `${reason}, in ${at.join(' -> ')}`
  const position = positionOf(at)
  if (!position) return where
  const { line, column } = position
  return `${where}, line ${line}, column ${column}\n${codeFrame(text, line, column)}`
}
