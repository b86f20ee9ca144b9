import type { LineWriter } from './line-writer.ts'

/** The indicators behind `|` or `>` that make the text read back the same. */
export function blockIndicators(text: string): string {
  if (text === '') return ''
  const indentation = /^[ \n\x85\u2028\u2029]/.test(text) ? '2' : ''
  if (!/[\n\x85\u2028\u2029]$/.test(text)) return `${indentation}-`
  return text.length === 1 || /[\n\x85\u2028\u2029].$/s.test(text) ? `${indentation}+` : indentation
}

/** Writes a literal scalar, mark and all; `header` is the comment behind the mark. */
export function writeLiteral(out: LineWriter, text: string, header: string): void {
  out.mark(`|${blockIndicators(text)}${header}`, true)
  out.isOpenEnded = blockIndicators(text).endsWith('+')
  out.breakLine()
  for (const run of text.split(/([\n\x85\u2028\u2029]+)/)) {
    if (/^[\n\x85\u2028\u2029]/.test(run)) for (const lineBreak of run) out.breakLine(lineBreak)
    else if (run !== '') {
      out.newLine()
      out.putUncounted(run)
    }
  }
  if (!/[\n\x85\u2028\u2029]$/.test(text)) out.breakLine()
}

/** Writes a folded scalar. A bell in the text is where the source broke a line; other lines are broken at the width. */
export function writeFolded(out: LineWriter, text: string, header: string): void {
  out.mark(`>${blockIndicators(text.replaceAll('\x07', ''))}${header}`, true)
  out.isOpenEnded = blockIndicators(text).endsWith('+')
  out.breakLine()
  let wasIndented = true
  for (const [breaks, line] of linesOf(text)) {
    if (breaks !== '' && !wasIndented && line !== '' && !line.startsWith(' ') && breaks.startsWith('\n'))
      out.breakLine()
    for (const lineBreak of breaks) out.breakLine(lineBreak)
    if (line === '') continue
    wasIndented = line.startsWith(' ')
    out.newLine()
    writeFoldedLine(out, line)
  }
  if (!/[\n\x85\u2028\u2029]$/.test(text)) out.breakLine()
}

/** Pairs of line breaks and the line behind them; the first has no breaks unless the text begins with some. */
function linesOf(text: string): [breaks: string, line: string][] {
  const runs = text.split(/([\n\x85\u2028\u2029]+)/)
  const lines: [string, string][] = [['', runs[0] ?? '']]
  for (let i = 1; i < runs.length; i += 2) lines.push([runs[i] as string, runs[i + 1] as string])
  return lines
}

function writeFoldedLine(out: LineWriter, line: string): void {
  for (const run of line.split(/( +|\x07 )/)) {
    if (run === '\x07 ') {
      out.breakLine()
      out.newLine()
    } else if (run === ' ' && out.column > out.width) out.newLine()
    else out.put(run)
  }
}
