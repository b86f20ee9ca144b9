/** The values of a file by dotted name, each as the JSON it is written as, or that the file could not be read. */
export type FlatFile = ReadonlyMap<string, string> | 'error'

/**
 * What a part of a revision, `params` or `metrics`, holds by file. Reads JSON only as `renderJson` writes it, and takes apart
 * no more of it than a table needs: thousands of revisions with a hundred values each are read at once.
 */
export function flatFiles(part: string): ReadonlyMap<string, FlatFile> {
  const files = new Map<string, FlatFile>()
  visitValues(part, {
    file: (file, isReadable) => {
      const values = new Map<string, string>()
      files.set(file, isReadable ? values : 'error')
      return (name, json) => values.set(name, json)
    },
  })
  return files
}

/** Who is told of the values of a part, file by file. */
export interface ValueVisitor {
  /** A file begins; what is returned is told its values. One that could not be read has none. */
  file(file: string, isReadable: boolean): TakeValue
}

/** Told the dotted name of a value, and the JSON it is written as. */
export type TakeValue = (name: string, json: string) => void

/** Goes through the values of a part as they stand in its text. */
export function visitValues(part: string, visitor: ValueVisitor): void {
  let at = 1
  while (part[at] === '"') {
    const nameEnd = endOfText(part, at)
    const start = nameEnd + separator.length
    const isReadable = part.startsWith(dataStart, start)
    const take = visitor.file(textIn(part, at, nameEnd), isReadable)
    at = isReadable ? takeValues(part, start + dataStart.length, '', take) + 1 : endOfValue(part, start)
    at += separator.length
  }
}

const dataStart = '{"data": '
/** `", "` is as long as `": "`. */
const separator = ', '

/** Takes the values of a mapping, or a value that is none, and returns where it ends. Empty mappings have no values. */
function takeValues(text: string, start: number, prefix: string, take: TakeValue): number {
  if (text[start] !== '{') {
    const end = endOfValue(text, start)
    if (prefix !== '') take(prefix, text.slice(start, end))
    return end
  }
  let at = start + 1
  while (text[at] === '"') {
    const nameEnd = endOfText(text, at)
    const name = textIn(text, at, nameEnd)
    at = takeValues(text, nameEnd + separator.length, prefix === '' ? name : `${prefix}.${name}`, take)
    if (text[at] === ',') at += separator.length
  }
  return at + 1
}

/** Where a value ends that begins here. */
function endOfValue(text: string, start: number): number {
  const first = text[start]
  if (first === '"') return endOfText(text, start)
  if (first === '[' || first === '{') return endOfNested(text, start)
  let at = start
  while (at < text.length && !isEnd(text.charCodeAt(at))) at++
  return at
}

function isEnd(code: number): boolean {
  return code === 0x2c || code === 0x7d || code === 0x5d
}

function endOfNested(text: string, start: number): number {
  let depth = 0
  for (let at = start; ; at++) {
    const character = text[at]
    if (character === '"') at = endOfText(text, at) - 1
    else if (character === '[' || character === '{') depth++
    else if ((character === ']' || character === '}') && --depth === 0) return at + 1
  }
}

/** Behind the quote that ends a text. */
function endOfText(text: string, start: number): number {
  let end = text.indexOf('"', start + 1)
  while (isEscaped(text, end)) end = text.indexOf('"', end + 1)
  return end + 1
}

function isEscaped(text: string, quote: number): boolean {
  let backslashes = 0
  while (text[quote - 1 - backslashes] === '\\') backslashes++
  return backslashes % 2 === 1
}

function textIn(text: string, start: number, end: number): string {
  const inside = text.slice(start + 1, end - 1)
  return inside.includes('\\') ? (JSON.parse(text.slice(start, end)) as string) : inside
}
