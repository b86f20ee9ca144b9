// Tables as CSV files with a header line. Values hold no commas, quotes or line breaks: the sales have none.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

const textColumns = new Set(['date', 'type'])

/** The rows of a CSV file as objects. */
export function readTable(path, readValue = numberOrText) {
  const [header, ...lines] = readFileSync(path, 'utf8').trimEnd().split(/\r?\n/)
  const names = header.split(',')
  return lines.map((line) => {
    const values = line.split(',')
    return Object.fromEntries(names.map((name, i) => [name, readValue(values[i], name)]))
  })
}

/** Everything but dates and types is a number. */
function numberOrText(text, name) {
  return textColumns.has(name) ? text : Number(text)
}

export function writeTable(path, rows) {
  writeText(path, renderTable(rows))
}

/** Rows as CSV, with the columns of the first of them. */
export function renderTable(rows) {
  const names = Object.keys(rows[0])
  const lines = rows.map((row) => names.map((name) => row[name]).join(','))
  return `${[names.join(','), ...lines].join('\n')}\n`
}

/** Writes a file and the folder it lies in. */
export function writeText(path, text) {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
}
