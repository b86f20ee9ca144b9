import { Failure } from '../base/index.ts'

/** A place in a text, both counted from 1; columns in UTF-16 units. */
export interface TextPosition {
  readonly line: number
  readonly column: number
}

/** The position of a character, given by its index in the text. */
export function positionAt(text: string, offset: number): TextPosition {
  const before = text.slice(0, offset)
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') }
}

/** The `file-format` failure for a file that cannot be read: which file, where in it, why, and the line itself. */
export function formatFailure(format: string, name: string, text: string, at: TextPosition, reason: string): Failure {
  const line = text.split('\n')[at.line - 1] ?? ''
  const excerpt = `${at.line} | ${line}\n${' '.repeat(String(at.line).length)} | ${' '.repeat(at.column - 1)}^`
  return new Failure(
    'file-format',
    `"${name}" is no valid ${format}: ${reason} (line ${at.line}, column ${at.column}).`,
    {
      hint: `Correct line ${at.line} of "${name}".`,
      excerpt,
    },
  )
}
