import { type ExperimentsTable, type TableColumn } from '@sterna/engine'
import { markdownTable, widthOf } from './table.ts'

/** The table as CSV in the way of Python: CRLF, quotes only where they are needed. */
export function experimentsCsv({ columns, rows }: ExperimentsTable): string {
  const lines = [columns.map(({ title }) => title), ...rows.map(({ cells }) => cells)]
  return lines.map((cells) => `${csvLine(cells)}\r\n`).join('')
}

function csvLine(cells: readonly string[]): string {
  if (cells.length === 1 && cells[0] === '') return '""'
  return cells.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')
}

export function experimentsMarkdown({ columns, rows }: ExperimentsTable): string[] {
  return markdownTable(
    rows.map(({ cells }) => cells),
    columns.map(({ title }) => title),
  )
}

const shortHash = 7

/** The table for people, with lines above and below; numbers of metrics stand at the right, hashes are short. */
export function experimentsLines({ columns, rows: whole }: ExperimentsTable): string[] {
  const rows = whole.map((row) => ({
    ...row,
    cells: row.cells.map((cell, index) => (columns[index]!.kind === 'deps' ? cell.slice(0, shortHash) : cell)),
  }))
  const widths = columns.map(({ title }, index) =>
    rows.reduce((width, { cells }) => Math.max(width, widthOf(oneLine(cells[index]!))), widthOf(title)),
  )
  const line = (cells: readonly string[]) =>
    `  ${cells.map((cell, index) => aligned(oneLine(cell), widths[index]!, columns[index]!)).join('   ')}`.trimEnd()
  const rule = ` ${'─'.repeat(widths.reduce((sum, width) => sum + width + 3, -1) + 1)} `
  return [rule, line(columns.map(({ title }) => title)), rule, ...rows.map(({ cells }) => line(cells)), rule]
}

function aligned(cell: string, width: number, { kind }: TableColumn): string {
  const gap = ' '.repeat(Math.max(0, width - widthOf(cell)))
  return kind === 'metrics' ? gap + cell : cell + gap
}

function oneLine(cell: string): string {
  return /[\n\r\t]/.test(cell) ? cell.replaceAll(/\s+/g, ' ') : cell
}
