import type { AnswerHead } from './answer-head.ts'
import { type HttpAnswer, type HttpRequest, isSuccess } from './http-request.ts'

/** A request and what becomes of it: an answer, or the error of the system that kept it from arriving whole. */
export class Exchange {
  readonly request: HttpRequest
  readonly #resolve: (answer: HttpAnswer) => void
  readonly #reject: (error: unknown) => void
  readonly #pieces: Buffer[] = []
  #head: AnswerHead | undefined
  #isTaken = false
  /** Whether it was answered or has failed. */
  isOver = false
  /** Ends what carries it. */
  breakOff: (() => void) | undefined
  whenOver: (() => void) | undefined

  constructor(request: HttpRequest, resolve: (answer: HttpAnswer) => void, reject: (error: unknown) => void) {
    this.request = request
    this.#resolve = resolve
    this.#reject = reject
  }

  begin(head: AnswerHead): void {
    this.#head = head
    this.#isTaken = this.request.take !== undefined && isSuccess(head)
    if (this.#isTaken) this.request.begin?.(head)
  }

  /** The piece holds only during the call. */
  take(piece: Buffer): void {
    if (this.#isTaken) this.request.take!(piece)
    else this.#pieces.push(Buffer.from(piece))
  }

  end(): void {
    if (this.isOver) return
    this.isOver = true
    this.whenOver?.()
    const { status, headers } = this.#head!
    this.#resolve({ status, headers, body: this.#body() })
  }

  fail(error: unknown): void {
    if (this.isOver) return
    this.isOver = true
    this.whenOver?.()
    this.#reject(error)
    this.breakOff?.()
  }

  #body(): Buffer {
    return this.#pieces.length === 1 ? this.#pieces[0]! : Buffer.concat(this.#pieces)
  }
}
