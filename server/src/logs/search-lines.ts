import { linesBetweenMarks } from './line-marks.ts'

const newline = '\n'

export interface Searched {
  readonly chunks: AsyncIterable<Uint8Array>
  /** Where each so many lines begin, so that those between need not be counted. */
  readonly marks: readonly number[]
}

/** Numbers of lines that have a text, small or capital letters of the alphabet alike. Bytes are compared, so that no text is decoded. */
export async function searchLines(
  { chunks, marks }: Searched,
  text: string,
  most: number,
): Promise<{ readonly found: number[]; readonly isMore: boolean }> {
  const wanted = bytesText(Buffer.from(text))
  const count = new LineCount(marks)
  const found: number[] = []
  let rest = ''
  const search = (lines: string): boolean => {
    for (let at = lines.indexOf(wanted); at >= 0; at = nextHit(lines, wanted, at)) {
      if (found.length === most) return false
      found.push(count.at(lines, at))
    }
    count.leave(lines)
    return true
  }
  for await (const chunk of chunks) {
    const lower = rest + bytesText(chunk)
    const end = lower.lastIndexOf(newline) + 1
    if (!search(lower.slice(0, end))) return { found, isMore: true }
    rest = lower.slice(end)
  }
  return { found, isMore: !search(rest) }
}

/** A letter for each byte. */
function bytesText(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1').toLowerCase()
}

/** Of a line that has it, the rest is passed over. */
function nextHit(lines: string, wanted: string, at: number): number {
  const end = lines.indexOf(newline, at)
  return end < 0 ? -1 : lines.indexOf(wanted, end)
}

/** Which line a place is in. Places are asked for in order. */
class LineCount {
  readonly #marks: readonly number[]
  #mark = 0
  /** Where the text at hand begins in the log. */
  #base = 0
  #place = 0
  #line = 0

  constructor(marks: readonly number[]) {
    this.#marks = marks
  }

  at(lines: string, place: number): number {
    while ((this.#marks[this.#mark + 1] ?? Number.POSITIVE_INFINITY) <= this.#base + place) this.#mark++
    const marked = this.#marks[this.#mark]! - this.#base
    if (marked > this.#place) {
      this.#place = marked
      this.#line = this.#mark * linesBetweenMarks
    }
    this.#line += newlinesIn(lines, this.#place, place)
    this.#place = place
    return this.#line
  }

  /** The next text begins where this one ends. */
  leave(lines: string): void {
    this.at(lines, lines.length)
    this.#base += lines.length
    this.#place = 0
  }
}

function newlinesIn(text: string, from: number, to: number): number {
  let count = 0
  for (let at = text.indexOf(newline, from); at >= 0 && at < to; at = text.indexOf(newline, at + 1)) count++
  return count
}
