import type * as net from 'node:net'
import { AnswerReader } from './answer-reader.ts'
import type { Exchange } from './exchange.ts'
import type { OpenSocket } from './open-socket.ts'
import { RequestSender } from './request-sender.ts'
import { timedOut } from './timed-out.ts'

export interface WireOptions {
  /** Milliseconds without a byte after which an answer is given up. */
  readonly timeout: number
  /** It can carry another exchange. */
  readonly whenIdle: (wire: Wire) => void
  readonly whenClosed: (wire: Wire) => void
}

/** One open connection, and the exchange that it carries. */
export class Wire {
  readonly #socket: net.Socket
  readonly #sender: RequestSender
  readonly #options: WireOptions
  readonly #reader: AnswerReader
  #exchange: Exchange | undefined
  /** When the other side will have closed it, in milliseconds, as far as it has told. */
  #closesAt = Number.POSITIVE_INFINITY

  constructor({ socket, listen }: OpenSocket, options: WireOptions) {
    this.#socket = socket
    this.#sender = new RequestSender(socket)
    this.#options = options
    this.#reader = new AnswerReader({
      begin: (head) => {
        this.#closesAt = performance.now() + keptFor(head.headers['keep-alive'])
        this.#exchange!.begin(head)
      },
      take: (piece) => this.#exchange!.take(piece),
      end: (mayStay) => this.#end(mayStay),
    })
    socket.setTimeout(options.timeout)
    listen((piece) => this.#hear(piece))
    socket.on('timeout', () => this.#fail(timedOut(this.#exchange?.request.url.host)))
    socket.on('error', (error) => this.#fail(error))
    socket.on('close', () => this.#closed())
  }

  get isOpen(): boolean {
    return !this.#socket.destroyed && this.#socket.readable && performance.now() < this.#closesAt
  }

  /** Sends the request; the exchange hears of the answer. `target` is what it asks for. */
  carry(exchange: Exchange, target: string): void {
    this.#exchange = exchange
    this.#reader.expect(exchange.request.method)
    exchange.breakOff = () => this.#socket.destroy()
    this.#socket.ref()
    try {
      this.#sender.send(exchange.request, target)
    } catch (error) {
      this.#fail(error)
    }
  }

  /** Waits for the next exchange, which is no reason for the process not to end. */
  rest(): void {
    this.#socket.unref()
  }

  close(): void {
    this.#socket.destroy()
  }

  #hear(piece: Buffer): void {
    if (!this.#exchange) return this.close()
    try {
      this.#reader.take(piece)
    } catch (error) {
      this.#fail(error)
    }
  }

  /** A server that answers before it has all of a request does not want the rest. */
  #end(mayStay: boolean): void {
    const exchange = this.#exchange!
    this.#exchange = undefined
    exchange.breakOff = undefined
    exchange.end()
    if (!mayStay || !this.#sender.isDone || this.#socket.destroyed) return this.close()
    this.#options.whenIdle(this)
  }

  #fail(error: unknown): void {
    const exchange = this.#exchange
    this.#exchange = undefined
    exchange?.fail(error)
    this.close()
  }

  #closed(): void {
    if (this.#exchange && !this.#reader.close()) this.#fail(cutOff())
    this.#options.whenClosed(this)
  }
}

/** What `Keep-Alive: timeout=5` says, a second less. */
function keptFor(header: string | undefined): number {
  const [, seconds] = /timeout=(\d+)/.exec(header ?? '') ?? []
  return seconds === undefined ? Number.POSITIVE_INFINITY : Math.max(0, Number(seconds) - 1) * 1000
}

function cutOff(): Error {
  return Object.assign(new Error('the answer was cut off'), { code: 'ECONNRESET' })
}
