import * as fs from 'node:fs'
import type * as net from 'node:net'
import { explainSystemError } from '../../../foundation/base/index.ts'
import { gotShorter } from '../part-of-content.ts'
import type { FilePart } from '../remote-files.ts'
import type { HttpRequest } from './http-request.ts'
import { requestHead } from './request-head.ts'

/** Up to so many bytes go in one piece with the head, which saves a call of the system. */
const smallBytes = 64 << 10
const pieceBytes = 256 << 10

/** Writes a request; `whenSent` hears when all of it is on its way, or why its body cannot be read. */
export function sendRequest(
  socket: net.Socket,
  request: HttpRequest,
  target: string,
  whenSent: (error?: unknown) => void,
): void {
  const { body } = request
  const head = requestHead(request, target)
  if (body === undefined || body instanceof Uint8Array) {
    sendBytes(socket, head, body)
    whenSent()
  } else {
    socket.write(head, 'latin1')
    if (body.bytes === 0) whenSent()
    else sendPart(socket, body, whenSent)
  }
}

function sendBytes(socket: net.Socket, head: string, body: Uint8Array | undefined): void {
  if (body === undefined || body.length === 0) {
    socket.write(head, 'latin1')
    return
  }
  const isSmall = body.length <= smallBytes
  const bytes = Buffer.allocUnsafe(head.length + (isSmall ? body.length : 0))
  bytes.write(head, 'latin1')
  if (isSmall) bytes.set(body, head.length)
  socket.write(bytes)
  if (!isSmall) socket.write(body)
}

function sendPart(
  socket: net.Socket,
  { file, start, bytes, whenRead }: FilePart,
  whenSent: (error?: unknown) => void,
): void {
  const pieces = fs.createReadStream(file, { start, end: start + bytes - 1, highWaterMark: pieceBytes })
  const stop = () => pieces.destroy()
  socket.once('close', stop)
  pieces.on('error', (error) => whenSent(explainSystemError(error)))
  if (whenRead) pieces.on('data', (piece) => whenRead(piece.length))
  pieces.on('end', () => {
    socket.off('close', stop)
    whenSent(pieces.bytesRead < bytes ? gotShorter(file) : undefined)
  })
  pieces.pipe(socket, { end: false })
}
