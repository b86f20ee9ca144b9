import type { Cursor } from './cursor.ts'
import type { Comment } from './tokens.ts'

/**
 * Moves over blanks and line breaks to the next token. Stops earlier at a comment or at blank lines and returns them:
 * a comment takes the empty lines directly behind it along. `onBreak` is called when a line ends.
 */
export function skipToToken(cursor: Cursor, inFlow: boolean, onBreak: () => void): Comment | undefined {
  for (;;) {
    cursor.takeWhile(inFlow ? ' \t' : ' ')
    if (cursor.peek() === '#') return takeComment(cursor, onBreak)
    if (cursor.takeBreak() === '') return undefined
    onBreak()
    if (cursor.peek() === '\n') return takeBlankLines(cursor)
  }
}

function takeComment(cursor: Cursor, onBreak: () => void): Comment {
  const place = { column: cursor.pointColumn, line: cursor.line }
  let text = cursor.takeLine()
  if (cursor.peek() === '') text += '\n'
  for (let taken = cursor.takeBreak(); taken !== ''; taken = cursor.takeBreak()) text += taken
  onBreak()
  return { ...place, text }
}

function takeBlankLines(cursor: Cursor): Comment {
  const place = { column: cursor.column, line: cursor.line }
  let text = ''
  for (let taken = takeBlank(cursor); taken !== ''; taken = takeBlank(cursor)) text += taken
  if (cursor.peek() === '#') text = text.slice(0, text.lastIndexOf('\n') + 1)
  return { ...place, text: text.replace(/ +$/, '') }
}

function takeBlank(cursor: Cursor): string {
  return cursor.takeWhile(' \t') || cursor.takeBreak()
}
