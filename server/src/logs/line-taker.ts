import { lineText, mostBytesOfLine } from './line-text.ts'

const newline = 10

/** Takes some lines out of the bytes of a log as they come. */
export class LineTaker {
  readonly texts: string[] = []
  readonly #first: number
  readonly #end: number
  #line: number
  #held: Uint8Array[] = []
  #bytes = 0
  #isCut = false

  /** @param line the number of the line that the bytes begin with. */
  constructor(line: number, { first, end }: { readonly first: number; readonly end: number }) {
    this.#line = line
    this.#first = first
    this.#end = end
  }

  get isDone(): boolean {
    return this.#line >= this.#end
  }

  take(chunk: Uint8Array): void {
    for (let start = 0; !this.isDone; ) {
      const at = chunk.indexOf(newline, start)
      this.#hold(chunk.subarray(start, at < 0 ? chunk.length : at))
      if (at < 0) return
      this.finishLine()
      start = at + 1
    }
  }

  finishLine(): void {
    if (this.#line >= this.#first) this.texts.push(lineText(Buffer.concat(this.#held), this.#isCut))
    this.#line++
    this.#held = []
    this.#bytes = 0
    this.#isCut = false
  }

  #hold(part: Uint8Array): void {
    if (this.#line < this.#first) return
    const room = mostBytesOfLine - this.#bytes
    this.#isCut ||= part.length > room
    const kept = part.slice(0, room)
    this.#held.push(kept)
    this.#bytes += kept.length
  }
}
