import { type AnswerHead, mayHaveBody, readHead } from './answer-head.ts'
import { ChunkedBody } from './chunked-body.ts'
import { noHttp } from './no-http.ts'

/** What hears of an answer while it arrives. */
export interface AnswerEvents {
  /** Its head. Those that only say that another one follows are left out. */
  begin(head: AnswerHead): void
  take(piece: Buffer): void
  /** It is whole. `mayStay`: the connection can carry another one. */
  end(mayStay: boolean): void
}

const longestHead = 64 << 10
const endOfHead = '\r\n\r\n'

/** What the body of an answer ends with: a number of bytes, its last chunk, or the connection. */
type Body =
  | { readonly kind: 'counted'; left: number }
  | { readonly kind: 'chunked'; readonly chunks: ChunkedBody }
  | { readonly kind: 'open' }

/** Reads answers of HTTP/1.1 (RFC 9112) one after the other, as their bytes arrive. What is none throws. */
export class AnswerReader {
  readonly #events: AnswerEvents
  #method = ''
  /** Of a head that is not whole yet. */
  #started: Buffer | undefined
  #body: Body | undefined
  #mayStay = false
  #isWhole = false

  constructor(events: AnswerEvents) {
    this.#events = events
  }

  /** The next answer is to a request of this method. */
  expect(method: string): void {
    this.#method = method
    this.#started = undefined
    this.#body = undefined
    this.#isWhole = false
  }

  /** Nothing of the piece is needed afterwards. Bytes behind an answer belong to none that was asked for: such a connection carries no other one. */
  take(piece: Buffer): void {
    let rest: Buffer | undefined = piece
    while (rest !== undefined && rest.length > 0) {
      rest = this.#body ? this.#takeBody(this.#body, rest) : this.#takeHead(rest)
      if (this.#isWhole) return this.#finish(this.#mayStay && rest?.length === 0)
    }
  }

  /** Nothing more will come. False if an answer is cut off by that. */
  close(): boolean {
    if (this.#body?.kind !== 'open') return false
    this.#finish(false)
    return true
  }

  /** The bytes behind the head, if that is whole. */
  #takeHead(piece: Buffer): Buffer | undefined {
    const bytes = this.#started ? Buffer.concat([this.#started, piece]) : piece
    const end = bytes.indexOf(endOfHead)
    if (end > longestHead || (end < 0 && bytes.length > longestHead)) throw noHttp('its head does not end')
    this.#started = end < 0 ? Buffer.from(bytes) : undefined
    if (end < 0) return undefined
    const head = readHead(bytes.toString('latin1', 0, end))
    if (head.status >= 200) this.#begin(head)
    return bytes.subarray(end + endOfHead.length)
  }

  #begin(head: AnswerHead): void {
    this.#mayStay = head.mayStay
    this.#events.begin(head)
    this.#body = this.#bodyOf(head)
    this.#isWhole = this.#body.kind === 'counted' && this.#body.left === 0
  }

  #bodyOf({ status, isChunked, length }: AnswerHead): Body {
    if (!mayHaveBody(this.#method, status)) return { kind: 'counted', left: 0 }
    if (isChunked) return { kind: 'chunked', chunks: new ChunkedBody((piece) => this.#events.take(piece)) }
    return length === undefined ? { kind: 'open' } : { kind: 'counted', left: length }
  }

  /** The bytes behind the body, if that is whole. */
  #takeBody(body: Body, piece: Buffer): Buffer | undefined {
    if (body.kind === 'open') {
      this.#events.take(piece)
      return undefined
    }
    if (body.kind === 'chunked') return this.#takeChunks(body.chunks, piece)
    const own = piece.length <= body.left ? piece : piece.subarray(0, body.left)
    body.left -= own.length
    this.#events.take(own)
    this.#isWhole = body.left === 0
    return piece.subarray(own.length)
  }

  #takeChunks(chunks: ChunkedBody, piece: Buffer): Buffer | undefined {
    const rest = chunks.take(piece)
    this.#isWhole = rest !== undefined
    return rest
  }

  #finish(mayStay: boolean): void {
    this.#body = undefined
    this.#isWhole = false
    this.#events.end(mayStay)
  }
}
