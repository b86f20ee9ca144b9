import type { LogPage } from '@sterna/api'
import { useQueries } from '@tanstack/react-query'
import { logPageQuery } from '../../connection/queries.ts'

const pageLines = 500

interface Wanted {
  readonly run: string
  readonly log: string
  /** The last lines, which are here already. */
  readonly end: LogPage | undefined
  readonly first: number
  readonly count: number
}

/** The lines that are seen; undefined are those that are not here yet. */
export function useLogLines({ run, log, end, first, count }: Wanted): readonly (string | undefined)[] {
  const [from, to] = [first, Math.min(first + count, end?.lines ?? 0)]
  const begins = pagesBetween(from, Math.min(to, end?.first ?? 0))
  const pages = useQueries({
    queries: begins.map((begin) => logPageQuery({ run, log, first: begin, count: pageLines })),
  })
  return Array.from({ length: Math.max(0, to - from) }, (_, index) => {
    const line = from + index
    if (end && line >= end.first) return end.texts[line - end.first]
    const page = begins.indexOf(pageOf(line))
    return pages[page]?.data?.texts[line % pageLines]
  })
}

function pageOf(line: number): number {
  return line - (line % pageLines)
}

function pagesBetween(from: number, to: number): number[] {
  const begins: number[] = []
  for (let begin = pageOf(from); begin < to; begin += pageLines) begins.push(begin)
  return begins
}
