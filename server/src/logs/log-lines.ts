import * as fs from 'node:fs/promises'
import { linesBetweenMarks } from './line-marks.ts'
import { LineTaker } from './line-taker.ts'
import { searchLines } from './search-lines.ts'

const newline = 10
const chunkBytes = 2_000_000

/** What a log has: lines that are complete, and the one that is still being written. */
export interface LogExtent {
  readonly lines: number
  readonly bytes: number
}

/** A log that only grows, of which any lines can be had without reading those before. It remembers where each 256th line begins. */
export class LogLines {
  readonly file: string
  #marks = [0]
  #newlines = 0
  #bytes = 0
  #lastLine = 0
  #growing: Promise<unknown> = Promise.resolve()

  constructor(file: string) {
    this.file = file
  }

  /** Looks at what has come since the last time. A file that is shorter than it was is another one. */
  extent(): Promise<LogExtent> {
    const grown = this.#growing.then(() => this.#grow())
    this.#growing = grown.catch(() => undefined)
    return grown
  }

  /** Lines of those that `extent` has told of. */
  async texts(first: number, count: number): Promise<string[]> {
    const mark = Math.min(Math.floor(first / linesBetweenMarks), this.#marks.length - 1)
    const end = Math.min(first + count, this.#lines)
    const taker = new LineTaker(mark * linesBetweenMarks, { first, end })
    for await (const chunk of chunksOf(this.file, this.#marks[mark]!, this.#bytes)) {
      taker.take(chunk)
      if (taker.isDone) break
    }
    if (!taker.isDone) taker.finishLine()
    return taker.texts
  }

  /** Numbers of lines that have a text, at most so many. */
  find(text: string, most: number): Promise<{ readonly found: number[]; readonly isMore: boolean }> {
    return searchLines({ chunks: chunksOf(this.file, 0, this.#bytes), marks: this.#marks }, text, most)
  }

  get #lines(): number {
    return this.#newlines + (this.#bytes > this.#lastLine ? 1 : 0)
  }

  async #grow(): Promise<LogExtent> {
    const size = await fs.stat(this.file).then(
      (stat) => stat.size,
      () => 0,
    )
    if (size < this.#bytes) this.#forget()
    for await (const chunk of chunksOf(this.file, this.#bytes, size)) this.#take(chunk)
    return { lines: this.#lines, bytes: this.#bytes }
  }

  #take(chunk: Uint8Array): void {
    for (let at = chunk.indexOf(newline); at >= 0; at = chunk.indexOf(newline, at + 1)) {
      this.#newlines++
      this.#lastLine = this.#bytes + at + 1
      if (this.#newlines % linesBetweenMarks === 0) this.#marks.push(this.#lastLine)
    }
    this.#bytes += chunk.length
  }

  #forget(): void {
    this.#marks = [0]
    this.#newlines = 0
    this.#bytes = 0
    this.#lastLine = 0
  }
}

/** The bytes of a file from one place to another, in pieces. */
async function* chunksOf(file: string, from: number, to: number): AsyncGenerator<Uint8Array> {
  if (to <= from) return
  const handle = await fs.open(file, 'r')
  try {
    for (let at = from; at < to; ) {
      const buffer = Buffer.allocUnsafe(Math.min(chunkBytes, to - at))
      const { bytesRead } = await handle.read(buffer, 0, buffer.length, at)
      if (bytesRead === 0) return
      yield buffer.subarray(0, bytesRead)
      at += bytesRead
    }
  } finally {
    await handle.close()
  }
}
