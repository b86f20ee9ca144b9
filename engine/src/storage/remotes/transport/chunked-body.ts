import { noHttp } from './no-http.ts'

const longestLine = 16 << 10
const endOfLine = '\r\n'

/** A body in chunks (RFC 9112, 7.1): each with its size before it, and an empty one at the end. */
export class ChunkedBody {
  readonly #take: (piece: Buffer) => void
  #line = ''
  /** Bytes of the chunk that are still to come. */
  #left = 0
  #expected: 'size' | 'bytes' | 'end of chunk' | 'trailer' = 'size'

  constructor(take: (piece: Buffer) => void) {
    this.#take = take
  }

  /** The bytes behind the body, if it is whole. */
  take(piece: Buffer): Buffer | undefined {
    let at = 0
    while (at < piece.length) {
      if (this.#expected === 'bytes') at = this.#takeBytes(piece, at)
      else {
        const end = this.#takeLine(piece, at)
        if (end < 0) return undefined
        at = end
        if (this.#isLast()) return piece.subarray(at)
      }
    }
    return undefined
  }

  #takeBytes(piece: Buffer, at: number): number {
    const own = piece.subarray(at, at + this.#left)
    this.#left -= own.length
    if (this.#left === 0) this.#expected = 'end of chunk'
    this.#take(own)
    return at + own.length
  }

  /** Where the line ends; negative if it goes on in the next piece. */
  #takeLine(piece: Buffer, at: number): number {
    const before = this.#line.length
    this.#line += piece.toString('latin1', at, Math.min(piece.length, at + longestLine))
    const end = this.#line.indexOf(endOfLine, Math.max(0, before - 1))
    if (end < 0 && this.#line.length >= longestLine) throw noHttp('a line between its chunks does not end')
    if (end < 0) return -1
    this.#line = this.#line.slice(0, end)
    return at + end + endOfLine.length - before
  }

  /** Looks at a line that is whole: whether the body ends with it. */
  #isLast(): boolean {
    const line = this.#line
    this.#line = ''
    if (this.#expected === 'trailer') return line === ''
    if (this.#expected === 'end of chunk') {
      if (line !== '') throw noHttp('a chunk is longer than it says')
      this.#expected = 'size'
      return false
    }
    this.#left = sizeOf(line)
    this.#expected = this.#left === 0 ? 'trailer' : 'bytes'
    return false
  }
}

function sizeOf(line: string): number {
  const [size = ''] = line.split(';')
  if (!/^[0-9a-f]{1,12}$/i.test(size.trim())) throw noHttp('a chunk has no size')
  return Number.parseInt(size, 16)
}
