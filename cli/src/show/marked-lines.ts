type Stream = 'stdout' | 'stderr'

const lineFeed = 10

/** What several stages print at the same time, line by line, with the stage's name before each. */
export class MarkedLines {
  readonly #write: (stream: Stream, line: string) => void
  readonly #started = new Map<
    string,
    { readonly stage: string; readonly stream: Stream; readonly pieces: Uint8Array[] }
  >()

  constructor(write: (stream: Stream, line: string) => void) {
    this.#write = write
  }

  take(stage: string, stream: Stream, bytes: Uint8Array): void {
    let begin = 0
    for (let end = bytes.indexOf(lineFeed); end >= 0; end = bytes.indexOf(lineFeed, begin)) {
      this.#add(stage, stream, bytes.subarray(begin, end))
      this.#finish(`${stream} ${stage}`)
      begin = end + 1
    }
    if (begin < bytes.length) this.#add(stage, stream, bytes.subarray(begin))
  }

  /** A last line may have no end of its own. */
  end(stage: string): void {
    for (const [key, started] of this.#started) if (started.stage === stage) this.#finish(key)
  }

  #add(stage: string, stream: Stream, bytes: Uint8Array): void {
    const key = `${stream} ${stage}`
    const started = this.#started.get(key) ?? { stage, stream, pieces: [] }
    started.pieces.push(Uint8Array.from(bytes))
    this.#started.set(key, started)
  }

  #finish(key: string): void {
    const { stage, stream, pieces } = this.#started.get(key)!
    this.#started.delete(key)
    this.#write(stream, `${stage} | ${Buffer.concat(pieces).toString()}\n`)
  }
}
