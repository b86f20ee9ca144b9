import type { LineWriter } from './line-writer.ts'
import { pointCount } from './scalar-style.ts'

/**
 * Writes a plain scalar. A word that passes the width goes to a line of its own; the blank before it stays at the end of
 * the line, unless the line is full already. Keys keep their blanks.
 */
export function writePlain(out: LineWriter, text: string, maySplit: boolean): void {
  if (text === '') return
  if (!out.afterSpace) out.put(' ')
  out.afterSpace = false
  out.onlyMarks = false
  if (out.column + pointCount(text) <= out.width) return out.put(text)
  for (const run of text.split(/( +)/)) {
    if (run.startsWith(' ')) writeBlanks(out, run, maySplit)
    else writeWord(out, run)
  }
}

function writeBlanks(out: LineWriter, blanks: string, maySplit: boolean): void {
  if (blanks.length > 1 || out.column < out.width || !maySplit) return out.put(blanks)
  out.newLine()
  out.afterSpace = false
  out.onlyMarks = false
}

function writeWord(out: LineWriter, word: string): void {
  const isTooLong = out.column + pointCount(word) > out.width
  if (isTooLong && out.indent !== undefined && out.column > out.indent) out.newLine()
  out.put(word)
}
