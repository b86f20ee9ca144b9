import { pointCount } from './scalar-style.ts'

/**
 * Text in the making. It knows the column (in code points), whether blanks or indicators are all that stands on the line
 * so far, and the indentation; these decide where ruamel.yaml breaks lines.
 */
export class LineWriter {
  text = ''
  column = 0
  /** Whether a blank or a line break was written last. */
  afterSpace = true
  /** Whether the line holds nothing but indentation and the marks `-`, `?`, `:`. */
  onlyMarks = true
  /** Whether the next new line has begun already. */
  skipBreak = false
  /** Whether a document that stops here needs an end mark: behind a lone plain text, or kept line breaks. */
  isOpenEnded = false
  indent: number | undefined
  readonly width: number

  constructor(width: number) {
    this.width = width
  }

  put(text: string): void {
    this.text += text
    this.column += pointCount(text)
  }

  /** Writes text that does not count for the column: comments end with their line. */
  putUncounted(text: string): void {
    this.text += text
  }

  mark(mark: string, needsSpace: boolean, leavesSpace = false, isIndentation = false): void {
    const data = this.afterSpace || !needsSpace ? mark : ` ${mark}`
    this.afterSpace = leavesSpace
    this.onlyMarks = this.onlyMarks && isIndentation
    this.isOpenEnded = false
    this.put(data)
  }

  breakLine(lineBreak = '\n'): void {
    this.text += lineBreak
    this.afterSpace = true
    this.onlyMarks = true
    this.column = 0
  }

  /** Goes to the indentation: on this line if nothing else is on it, or on the next. */
  newLine(): void {
    const indent = this.indent ?? 0
    if (!this.onlyMarks || this.column > indent || (this.column === indent && !this.afterSpace)) {
      if (this.skipBreak) this.skipBreak = false
      else this.breakLine()
    }
    if (this.column >= indent) return
    this.afterSpace = true
    this.put(' '.repeat(indent - this.column))
  }
}
