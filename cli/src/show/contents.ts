import type { ContentSummary, Item, ItemContent } from '@sterna/engine'
import { shortSize } from './sizes.ts'

export type Contents = ReadonlyMap<Item, ItemContent>

const words = {
  csv: ['row', 'rows', 'column', 'columns'],
  json: ['entry', 'entries', 'key', 'keys'],
  text: ['line', 'lines', '', ''],
} as const

/** `8B -> 12B, 1 -> 2 rows, 2 columns`: what is equal on both sides is said once. Empty if nothing is known. */
export function contentText(before: ItemContent | undefined, after: ItemContent | undefined): string {
  const known = [before, after].filter((content) => content !== undefined)
  if (known.length === 0) return ''
  const sizes = steps(known.map(({ bytes }) => `${shortSize(bytes)}B`))
  const last = known.at(-1)!.summary
  if (!last) return sizes
  const [row, rows, column, columns] = words[last.kind]
  const counts = (of: (summary: ContentSummary) => number | undefined) =>
    steps(known.map(({ summary }) => String((summary && of(summary)) ?? '?')))
  return [
    sizes,
    `${counts((summary) => summary.rows)} ${last.rows === 1 ? row : rows}`,
    ...(last.columns === undefined
      ? []
      : [`${counts((summary) => summary.columns)} ${last.columns === 1 ? column : columns}`]),
  ].join(', ')
}

function steps(values: readonly string[]): string {
  return [...new Set(values)].join(' -> ')
}

/** The same for programs. */
export function contentJson(content: ItemContent | undefined): Record<string, unknown> {
  if (!content) return { size: null }
  const { bytes, summary } = content
  return { size: bytes, ...(summary ? { content: { ...summary } } : {}) }
}
