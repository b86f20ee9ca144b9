import * as path from 'node:path'

/** What a file holds, in numbers. */
export interface ContentSummary {
  readonly kind: 'csv' | 'json' | 'text'
  /** Of a table the rows below its header, of JSON the entries of a list, else the lines. */
  readonly rows: number
  /** Names in the header, or keys of the first entry; undefined where there is no such thing. */
  readonly columns: number | undefined
}

/** Counts what a table, JSON or text holds; undefined for anything else. */
export function summarizeContent(name: string, bytes: Uint8Array): ContentSummary | undefined {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (buffer.subarray(0, probedBytes).includes(0)) return undefined
  const extension = path.posix.extname(name).toLowerCase()
  if (extension === '.csv') return summarizeTable(buffer.toString('utf8'), ',')
  if (extension === '.tsv') return summarizeTable(buffer.toString('utf8'), '\t')
  const asJson = extension === '.json' ? summarizeJson(buffer.toString('utf8')) : undefined
  return asJson ?? { kind: 'text', rows: countLines(buffer), columns: undefined }
}

const probedBytes = 8192

/** Rows end at line ends outside of quotes; a quote inside quotes is doubled, which two changes of state leave as it was. */
function summarizeTable(text: string, separator: string): ContentSummary {
  let rows = 0
  let columns = text === '' ? 0 : 1
  let isQuoted = false
  let isEmpty = true
  for (let at = 0; at < text.length; at++) {
    const character = text[at]
    if (character === '"') isQuoted = !isQuoted
    else if (character === separator && !isQuoted && rows === 0) columns++
    if (character === '\n' && !isQuoted) {
      if (!isEmpty) rows++
      isEmpty = true
    } else if (character !== '\r') isEmpty = false
  }
  if (!isEmpty) rows++
  return { kind: 'csv', rows: Math.max(0, rows - 1), columns }
}

function summarizeJson(text: string): ContentSummary | undefined {
  const value = parsed(text)
  if (Array.isArray(value)) return { kind: 'json', rows: value.length, columns: keysOf(value[0]) }
  const columns = keysOf(value)
  return columns === undefined ? undefined : { kind: 'json', rows: 1, columns }
}

function keysOf(value: unknown): number | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value).length : undefined
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function countLines(buffer: Buffer): number {
  let lines = 0
  for (let at = buffer.indexOf(10); at >= 0; at = buffer.indexOf(10, at + 1)) lines++
  return buffer.length > 0 && buffer.at(-1) !== 10 ? lines + 1 : lines
}
