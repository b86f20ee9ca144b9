import { type Cursor, endsWord, isBreak } from './cursor.ts'
import type { Comment } from './tokens.ts'

export interface PlainScan {
  readonly text: string
  readonly endLine: number
  /** Behind the last word. */
  readonly endOffset: number
  /** Whether the scalar ended because its line did. */
  readonly crossedBreak: boolean
  /** The blank lines behind the scalar, if there are any. */
  readonly blanks: Comment | undefined
}

/** Reads a plain scalar, also over several lines as long as they are indented by at least `indent` blanks. */
export function scanPlain(cursor: Cursor, indent: number, inFlow: boolean): PlainScan {
  const column = cursor.column
  let text = ''
  let spaces = ''
  let endLine = cursor.line
  let endOffset = cursor.at
  let crossedBreak = false
  while (cursor.peek() !== '#') {
    const word = takeWord(cursor, inFlow)
    if (word === '') break
    text += spaces + word
    endLine = cursor.line
    endOffset = cursor.at
    const gap = takeGap(cursor)
    crossedBreak = gap.crossedBreak
    spaces = gap.text
    if (spaces === '' || (!inFlow && cursor.column < indent)) break
  }
  const blanks = spaces.startsWith('\n') ? { text: `${spaces}\n`, column, line: endLine } : undefined
  return { text, endLine, endOffset, crossedBreak, blanks }
}

/** Takes what stands before the next blank or indicator. */
function takeWord(cursor: Cursor, inFlow: boolean): string {
  let length = 0
  for (;;) {
    const character = cursor.peek(length)
    if (endsWord(character) || endsPlain(cursor, length, inFlow)) return cursor.take(length)
    length++
  }
}

function endsPlain(cursor: Cursor, at: number, inFlow: boolean): boolean {
  const character = cursor.peek(at)
  if (character === ':') return endsWord(cursor.peek(at + 1))
  return inFlow && ',[]{}'.includes(character)
}

/** What lies between two words of a scalar: blanks as they are, a single break as a blank, several as one less. */
function takeGap(cursor: Cursor): { text: string; crossedBreak: boolean } {
  const blanks = cursor.takeWhile(' ')
  if (!isBreak(cursor.peek())) return { text: blanks, crossedBreak: false }
  const first = cursor.takeBreak()
  let breaks = ''
  for (;;) {
    if (cursor.atAnyMarker()) return { text: '', crossedBreak: true }
    cursor.takeWhile(' ')
    const next = cursor.takeBreak()
    if (next === '') break
    breaks += next
  }
  if (first !== '\n') return { text: first + breaks, crossedBreak: true }
  return { text: breaks === '' ? ' ' : breaks, crossedBreak: true }
}
