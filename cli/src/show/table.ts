import { loadPackage } from '@sterna/engine'
import type stringWidth from 'string-width'

const gap = 2

/**
 * Columns as wide as their widest cell, two blanks between them; a header adds two to its own width, as Python's
 * tabulate does it.
 */
export function plainTable(rows: readonly (readonly string[])[], header?: readonly string[]): string[] {
  if (rows.length === 0) return []
  const widths = columnWidths(rows, header)
  return [...(header ? [header] : []), ...rows].map((row) =>
    row
      .map((cell, column) => padded(cell, widths[column]!))
      .join(' '.repeat(gap))
      .trimEnd(),
  )
}

/** The same as a table of GitHub's markdown, with an empty line after it. */
export function markdownTable(rows: readonly (readonly string[])[], header: readonly string[]): string[] {
  const widths = columnWidths(rows, header)
  const line = (row: readonly string[]) => `| ${row.map((cell, column) => padded(cell, widths[column]!)).join(' | ')} |`
  return [line(header), `|${widths.map((width) => '-'.repeat(width + gap)).join('|')}|`, ...rows.map(line), '']
}

function columnWidths(rows: readonly (readonly string[])[], header: readonly string[] | undefined): number[] {
  const count = Math.max(header?.length ?? 0, ...rows.map((row) => row.length))
  return Array.from({ length: count }, (_, column) => {
    const named = header ? widthOf(header[column] ?? '') + gap : 0
    return rows.reduce((width, row) => Math.max(width, widthOf(row[column] ?? '')), named)
  })
}

function padded(cell: string, width: number): string {
  return cell + ' '.repeat(Math.max(0, width - widthOf(cell)))
}

/** In columns of a terminal. Few texts need the tables of Unicode, which take longer to load than most commands to run. */
export function widthOf(text: string): number {
  if (/^[\x20-\x7e\u2500-\u257f]*$/.test(text)) return text.length
  return loadPackage<{ readonly default: typeof stringWidth }>('string-width').default(text)
}
