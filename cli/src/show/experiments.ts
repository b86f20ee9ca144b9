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
  const header = columns.map(({ title }) => oneLine(title))
  const rows = whole.map(({ cells }) => cells.map((cell, index) => shownCell(cell, columns[index]!)))
  const widths = header.map((title, index) =>
    rows.reduce((width, cells) => Math.max(width, widthOf(cells[index]!)), widthOf(title)),
  )
  const line = (cells: readonly string[]) =>
    `  ${cells.map((cell, index) => aligned(cell, widths[index]!, columns[index]!)).join('   ')}`.trimEnd()
  const rule = ` ${'─'.repeat(widths.reduce((sum, width) => sum + width + 3, 0))} `
  return [rule, line(header), rule, ...rows.map(line), rule]
}

function shownCell(cell: string, { kind }: TableColumn): string {
  return oneLine(kind === 'deps' ? cell.slice(0, shortHash) : cell)
}

function aligned(cell: string, width: number, { kind }: TableColumn): string {
  const gap = ' '.repeat(Math.max(0, width - widthOf(cell)))
  return kind === 'metrics' ? gap + cell : cell + gap
}

function oneLine(cell: string): string {
  return /[\n\r\t]/.test(cell) ? cell.replaceAll(/\s+/g, ' ') : cell
}
