import type { LineWriter } from './line-writer.ts'

/** Writes a single-quoted scalar; a lone blank beyond the width becomes a line break. */
export function writeSingleQuoted(out: LineWriter, text: string, maySplit: boolean): void {
  out.mark("'", true)
  let at = 0
  for (const run of text.split(/( +|[\n\x85\u2028\u2029]+)/)) {
    const isInside = at > 0 && at + run.length < text.length
    if (run === ' ' && maySplit && isInside && out.column > out.width) out.newLine()
    else if (/^[\n\x85\u2028\u2029]/.test(run)) writeBreaks(out, run)
    else out.put(run.replaceAll("'", "''"))
    at += run.length
  }
  out.mark("'", false)
}

function writeBreaks(out: LineWriter, breaks: string): void {
  if (breaks.startsWith('\n')) out.breakLine()
  for (const lineBreak of breaks) out.breakLine(lineBreak)
  out.newLine()
}

const escapes: Readonly<Record<string, string>> = {
  '\0': '0',
  '\x07': 'a',
  '\b': 'b',
  '\t': 't',
  '\n': 'n',
  '\v': 'v',
  '\f': 'f',
  '\r': 'r',
  '\x1b': 'e',
  '"': '"',
  '\\': '\\',
  '\x85': 'N',
  '\u2028': 'L',
  '\u2029': 'P',
}
const literal = /[\x20!#-[\]-~\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\u{10000}-\u{10ffff}]/u

/**
 * Writes a double-quoted scalar. Beyond the width the line is broken at a blank or behind an escape; where the break would
 * be read as something else, a `\` ends the line and another one guards the blank on the next.
 */
export function writeDoubleQuoted(out: LineWriter, text: string, maySplit: boolean): void {
  out.mark('"', true)
  const points = [...text]
  let start = 0
  for (let end = 0; end <= points.length; end++) {
    const point = points[end]
    if (point === undefined || !literal.test(point)) {
      out.put(points.slice(start, end).join('') + (point === undefined ? '' : escapeOf(point)))
      start = point === undefined ? end : end + 1
    }
    const mayBreak = maySplit && end > 0 && end < points.length - 1 && (point === ' ' || start >= end)
    if (mayBreak && out.column + end - start > out.width) start = breakInQuotes(out, points, start, end)
  }
  out.mark('"', false)
}

/** A character as it stands in double quotes if it cannot stand there itself. */
export function escapeOf(point: string): string {
  const short = escapes[point]
  if (short !== undefined) return `\\${short}`
  const hex = (point.codePointAt(0) ?? 0).toString(16).toUpperCase()
  if (hex.length <= 2) return `\\x${hex.padStart(2, '0')}`
  return hex.length <= 4 ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`
}

/** Breaks the line before `points[end]`; returns from where text is still to be written. */
function breakInQuotes(out: LineWriter, points: readonly string[], start: number, end: number): number {
  const needsGuard = !breaksCleanly(points, start, end)
  const guard = needsGuard ? '\\' : ''
  out.put(points.slice(start, end).join('') + guard)
  const next = Math.max(start, end)
  out.newLine()
  out.afterSpace = false
  out.onlyMarks = false
  if (points[next] !== ' ') return next
  out.put(guard)
  return needsGuard ? next : next + 1
}

/** Whether a bare line break before `points[end]` is read back as the blank there. */
function breaksCleanly(points: readonly string[], start: number, end: number): boolean {
  const blank = nextBlank(points, end)
  if (blank === undefined || blank + 1 >= points.length) return false
  if (points[blank] === '\n' && points[blank + 1] !== ' ') return false
  const between = points.slice(end, blank)
  if (between.includes('"') || between.includes("'")) return false
  if (points[blank + 1] === ' ' || points[blank + 1] === '\n') return false
  return !(points[end - 1] === ' ' && points[end] === ' ') && start !== end
}

/** The next blank from `end` on, or a line break before it. */
function nextBlank(points: readonly string[], end: number): number | undefined {
  const blank = points.indexOf(' ', end)
  if (blank < 0) return undefined
  const lineBreak = points.slice(0, blank).indexOf('\n', end)
  return lineBreak < 0 ? blank : lineBreak
}
