/** Pieces of a text that are replaced, each given by its place in the old text, and where lines begin and end. */
export class TextEdits {
  readonly #text: string
  readonly #edits: { readonly start: number; readonly end: number; readonly text: string; readonly rank: number }[] = []

  constructor(text: string) {
    this.#text = text
  }

  /** What is put into the same place stands in the order of its ranks. */
  replace(start: number, end: number, text: string, rank = 0): void {
    this.#edits.push({ start, end, text, rank })
  }

  /** The text with all edits made; undefined if two overlap. What is put where something goes stands behind it. */
  result(): string | undefined {
    let text = ''
    let at = 0
    for (const edit of this.#edits.toSorted((a, b) => a.start - b.start || a.end - b.end || a.rank - b.rank)) {
      if (edit.start < at && edit.start < edit.end) return undefined
      text += this.#text.slice(at, edit.start) + edit.text
      at = Math.max(at, edit.end)
    }
    return text + this.#text.slice(at)
  }

  lineStart(offset: number): number {
    return this.#text.lastIndexOf('\n', offset - 1) + 1
  }

  /** The start of the next line. */
  lineEnd(offset: number): number {
    const end = this.#text.indexOf('\n', offset)
    return end === -1 ? this.#text.length : end + 1
  }

  columnOf(offset: number): number {
    return offset - this.lineStart(offset)
  }
}
