const breaks = '\n\r\x85\u2028\u2029'

export function isBreak(character: string): boolean {
  return character !== '' && breaks.includes(character)
}

/** A blank, a break, or the end of the text, which `peek` gives as `''`. */
export function endsWord(character: string): boolean {
  return character === '' || character === ' ' || character === '\t' || isBreak(character)
}

/** A place in the text that only moves forward and knows its line. Lines and columns count from 0. */
export class Cursor {
  readonly text: string
  at = 0
  line = 0
  private lineStart = 0

  constructor(text: string) {
    this.text = text
  }

  get column(): number {
    return this.at - this.lineStart
  }

  /** The column in code points, as Python counts. */
  get pointColumn(): number {
    return [...this.text.slice(this.lineStart, this.at)].length
  }

  /** The character `ahead` places on, or `''` at the end of the text. */
  peek(ahead = 0): string {
    return this.text.charAt(this.at + ahead)
  }

  /** Takes `count` characters of the current line. */
  take(count: number): string {
    const taken = this.text.slice(this.at, this.at + count)
    this.at += count
    return taken
  }

  /** Takes all characters of the current line that are in `set`. */
  takeWhile(set: string): string {
    let end = this.at
    while (end < this.text.length && set.includes(this.text.charAt(end))) end++
    return this.take(end - this.at)
  }

  /** Takes the rest of the line, without its break. */
  takeLine(): string {
    let end = this.at
    while (end < this.text.length && !isBreak(this.text.charAt(end))) end++
    return this.take(end - this.at)
  }

  /** Takes a line break and gives it normalised (`\n`, U+2028 or U+2029), or `''` if there is none. */
  takeBreak(): string {
    const first = this.peek()
    if (!isBreak(first)) return ''
    this.at += first === '\r' && this.peek(1) === '\n' ? 2 : 1
    this.line++
    this.lineStart = this.at
    return first === '\u2028' || first === '\u2029' ? first : '\n'
  }

  /** Whether a line with the document marker `---` or `...` starts here. */
  atMarker(marker: string): boolean {
    return this.column === 0 && this.text.startsWith(marker, this.at) && endsWord(this.peek(3))
  }

  atAnyMarker(): boolean {
    return this.atMarker('---') || this.atMarker('...')
  }
}
