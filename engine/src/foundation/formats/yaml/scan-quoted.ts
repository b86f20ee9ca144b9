import { type Cursor, isBreak } from './cursor.ts'
import { YamlProblem } from './yaml-problem.ts'

/** Reads a quoted scalar, from its opening quote to behind the closing one, and gives the text it stands for. */
export function scanQuoted(cursor: Cursor): string {
  const start = cursor.at
  const quote = cursor.take(1)
  let text = takeText(cursor, quote)
  while (cursor.peek() !== quote) {
    if (cursor.peek() === '') throw new YamlProblem('the quoted text does not end', start)
    text += takeSpace(cursor) + takeText(cursor, quote)
  }
  cursor.take(1)
  return text
}

const plainEnd: Readonly<Record<string, RegExp>> = { "'": /[\s']/g, '"': /[\s"\\]/g }

function takeText(cursor: Cursor, quote: string): string {
  let text = ''
  for (;;) {
    text += takeRun(cursor, quote)
    if (quote === "'" && cursor.peek() === "'" && cursor.peek(1) === "'") {
      cursor.take(2)
      text += "'"
    } else if (quote === '"' && cursor.peek() === '\\') text += takeEscape(cursor)
    else if (isOtherSpace(cursor.peek())) text += cursor.take(1)
    else return text
  }
}

function takeRun(cursor: Cursor, quote: string): string {
  const end = plainEnd[quote] as RegExp
  end.lastIndex = cursor.at
  const found = end.exec(cursor.text)
  return cursor.take((found ? found.index : cursor.text.length) - cursor.at)
}

/** Whether it is white space for JavaScript but neither a blank nor a break for YAML. */
function isOtherSpace(character: string): boolean {
  return character !== ' ' && character !== '\t' && !isBreak(character) && /^\s/.test(character)
}

const escapes: Readonly<Record<string, string>> = {
  '0': '\0',
  a: '\x07',
  b: '\b',
  t: '\t',
  '\t': '\t',
  n: '\n',
  v: '\v',
  f: '\f',
  r: '\r',
  e: '\x1b',
  ' ': ' ',
  '"': '"',
  '/': '/',
  '\\': '\\',
  N: '\x85',
  _: '\xa0',
  L: '\u2028',
  P: '\u2029',
}
const codeLengths: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 }

function takeEscape(cursor: Cursor): string {
  const start = cursor.at
  cursor.take(1)
  if (isBreak(cursor.peek())) {
    cursor.takeBreak()
    return takeBreaks(cursor)
  }
  const name = cursor.take(1)
  const length = codeLengths[name]
  const known = length === undefined ? escapes[name] : codePoint(cursor.take(length), length)
  if (known === undefined) throw new YamlProblem(`unknown escape "\\${name}"`, start)
  return known
}

function codePoint(digits: string, length: number): string | undefined {
  const code = Number.parseInt(digits, 16)
  const valid = digits.length === length && /^[0-9a-fA-F]+$/.test(digits) && code <= 0x10ffff
  return valid ? String.fromCodePoint(code) : undefined
}

function takeSpace(cursor: Cursor): string {
  const blanks = cursor.takeWhile(' \t')
  if (!isBreak(cursor.peek())) return blanks
  const first = cursor.takeBreak()
  const breaks = takeBreaks(cursor)
  if (first !== '\n') return first + breaks
  return breaks === '' ? ' ' : breaks
}

function takeBreaks(cursor: Cursor): string {
  let breaks = ''
  for (;;) {
    if (cursor.atAnyMarker()) throw new YamlProblem('a document marker inside a quoted text', cursor.at)
    cursor.takeWhile(' \t')
    const next = cursor.takeBreak()
    if (next === '') return breaks
    breaks += next
  }
}
