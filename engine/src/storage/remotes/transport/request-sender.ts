import * as fs from 'node:fs'
import type * as net from 'node:net'
import { explainSystemError } from '../../../foundation/base/index.ts'
import { gotShorter, readPart } from '../part-of-content.ts'
import type { FilePart } from '../remote-files.ts'
import type { HttpRequest } from './http-request.ts'
import { lengthOf, requestHead } from './request-head.ts'

/** Up to so many bytes of a body go in one piece with the head, which saves calls of the system and memory. */
const smallBytes = 64 << 10
const pieceBytes = 256 << 10

/** Writes requests to one connection, each after the answer to the one before. */
export class RequestSender {
  readonly #socket: net.Socket
  #buffer: Buffer = Buffer.alloc(0)
  #isReading = false

  constructor(socket: net.Socket) {
    this.#socket = socket
  }

  /** Whether all of the last request is on its way. */
  get isDone(): boolean {
    return !this.#isReading && this.#socket.writableLength === 0
  }

  /** What cannot be read of a body ends the connection. */
  send(request: HttpRequest, target: string): void {
    const { body } = request
    const head = requestHead(request, target)
    if (body === undefined || lengthOf(body) <= smallBytes) this.#sendSmall(head, body)
    else {
      this.#socket.write(head, 'latin1')
      if (body instanceof Uint8Array) this.#socket.write(body)
      else this.#sendPart(body)
    }
  }

  #sendSmall(head: string, body: Uint8Array | FilePart | undefined): void {
    const length = head.length + (body === undefined ? 0 : lengthOf(body))
    if (length > this.#buffer.length) this.#buffer = Buffer.allocUnsafeSlow(2 * length)
    this.#buffer.write(head, 'latin1')
    if (body instanceof Uint8Array) this.#buffer.set(body, head.length)
    else if (body) readPart(body, this.#buffer.subarray(head.length))
    this.#socket.write(this.#buffer.subarray(0, length))
  }

  #sendPart({ file, start, bytes, whenRead }: FilePart): void {
    const pieces = fs.createReadStream(file, { start, end: start + bytes - 1, highWaterMark: pieceBytes })
    const stop = () => pieces.destroy()
    this.#isReading = true
    this.#socket.once('close', stop)
    pieces.on('error', (error) => this.#socket.destroy(explainSystemError(error) as Error))
    if (whenRead) pieces.on('data', (piece) => whenRead(piece.length))
    pieces.on('end', () => {
      this.#isReading = false
      this.#socket.off('close', stop)
      if (pieces.bytesRead < bytes) this.#socket.destroy(gotShorter(file))
    })
    pieces.pipe(this.#socket, { end: false })
  }
}
