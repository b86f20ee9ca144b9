import { type Cursor, isBreak } from './cursor.ts'
import { skipToToken } from './scan-comment.ts'
import type { Comment } from './tokens.ts'
import { YamlProblem } from './yaml-problem.ts'

export interface BlockScan {
  readonly text: string
  readonly folded: string | undefined
  readonly header: string | undefined
  readonly endLine: number
  /** Blank lines that are not part of the text, and the comments behind them. */
  readonly rest: Comment | undefined
}

/** Reads a literal or folded scalar from its `|` or `>` on; `parentIndent` is the column of the collection it is in. */
export function scanBlock(cursor: Cursor, parentIndent: number): BlockScan {
  const isFolded = cursor.take(1) === '>'
  const { chomping, increment } = takeIndicators(cursor)
  const header = takeHeader(cursor)
  const start = takeIndentation(cursor, parentIndent + 1, increment)
  const lines = takeLines(cursor, start, isFolded, parentIndent < 0)
  const kept = chomping === '-' ? '' : lines.lastBreak
  const marked = lines.text + kept + (chomping === '+' ? lines.breaks : '')
  const rest = chomping !== '+' && lines.breaks !== '' ? takeRest(cursor, lines.breaks, lines.end) : undefined
  const text = marked.replaceAll('\x07', '')
  return { text, folded: isFolded ? keepFolds(marked) : undefined, header, endLine: lines.end.line, rest }
}

interface Indicators {
  readonly chomping: string
  readonly increment: number | undefined
}

function takeIndicators(cursor: Cursor): Indicators {
  const found = /^(?:([+-])([1-9])?|([1-9])([+-])?)?/.exec(cursor.text.slice(cursor.at, cursor.at + 2)) ?? ['']
  cursor.take(found[0].length)
  const next = cursor.peek()
  if (next !== '' && next !== ' ' && !isBreak(next)) {
    throw new YamlProblem('expected a line break behind the mark of a block text', cursor.at)
  }
  const digit = found[2] ?? found[3]
  return { chomping: found[1] ?? found[4] ?? '', increment: digit === undefined ? undefined : Number(digit) }
}

function takeHeader(cursor: Cursor): string | undefined {
  const blanks = cursor.takeWhile(' ')
  const comment = cursor.peek() === '#' ? blanks + cursor.takeLine() : undefined
  if (cursor.peek() !== '' && !isBreak(cursor.peek())) {
    throw new YamlProblem('expected a comment or a line break', cursor.at)
  }
  cursor.takeBreak()
  return comment
}

interface Place {
  readonly line: number
  readonly column: number
}

interface BlockStart {
  readonly indent: number
  readonly breaks: string
  readonly end: Place
}

function takeIndentation(cursor: Cursor, least: number, increment: number | undefined): BlockStart {
  if (increment !== undefined) {
    const indent = Math.max(least, 1) + increment - 1
    return { indent, ...takeEmptyLines(cursor, indent) }
  }
  let breaks = ''
  let deepest = 0
  let end: Place = { line: cursor.line, column: cursor.column }
  for (;;) {
    cursor.takeWhile(' ')
    deepest = Math.max(deepest, cursor.column)
    const next = cursor.takeBreak()
    if (next === '') return { indent: Math.max(least, deepest), breaks, end }
    breaks += next
    end = { line: cursor.line, column: 0 }
  }
}

function takeEmptyLines(cursor: Cursor, indent: number): { breaks: string; end: Place } {
  let breaks = ''
  let end: Place = { line: cursor.line, column: cursor.column }
  for (;;) {
    while (cursor.column < indent && cursor.peek() === ' ') cursor.take(1)
    const next = cursor.takeBreak()
    if (next === '') return { breaks, end }
    breaks += next
    end = { line: cursor.line, column: 0 }
  }
}

interface BlockLines {
  readonly text: string
  readonly lastBreak: string
  readonly breaks: string
  readonly end: Place
}

function takeLines(cursor: Cursor, start: BlockStart, isFolded: boolean, isRoot: boolean): BlockLines {
  let text = ''
  let lastBreak = ''
  let { breaks, end } = start
  while (cursor.column === start.indent && cursor.peek() !== '') {
    const wasIndented = ' \t'.includes(cursor.peek())
    text += breaks + cursor.takeLine()
    lastBreak = cursor.takeBreak()
    ;({ breaks, end } = takeEmptyLines(cursor, start.indent))
    if (isRoot && cursor.atAnyMarker()) break
    if (cursor.column !== start.indent || cursor.peek() === '') break
    const joins = isFolded && lastBreak === '\n' && !wasIndented && !' \t'.includes(cursor.peek())
    if (isFolded && lastBreak === '\n') text += '\x07'
    text += joins ? (breaks === '' ? ' ' : '') : lastBreak
  }
  return { text, lastBreak, breaks, end }
}

/** Only the bells before a lone blank between two words are places where the text may be broken again. */
function keepFolds(marked: string): string {
  return marked.replace(/\x07/g, (_bell, at: number) => {
    const before = marked.charAt(at - 1)
    const isFold =
      marked.charAt(at + 1) === ' ' && /\S/.test(before) && before !== '\x07' && /\S/.test(marked.charAt(at + 2))
    return isFold ? '\x07' : ''
  })
}

function takeRest(cursor: Cursor, breaks: string, place: Place): Comment {
  let text = breaks
  for (;;) {
    const comment = skipToToken(cursor, false, () => undefined)
    if (!comment) return { ...place, text }
    text += ' '.repeat(comment.column) + comment.text
  }
}
