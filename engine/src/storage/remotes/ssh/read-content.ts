import { readAttributes } from './file-attributes.ts'
import { runningAhead } from './running-ahead.ts'
import { packetTypes } from './sftp-packets.ts'
import { isRefusal, statuses, unlessMissing } from './sftp-refusal.ts'
import type { SftpSession } from './sftp-session.ts'
import { type Span, spans, windowBytes } from './spans.ts'

/** Enough to see most files whole. */
const firstPieceBytes = 32 << 10

const openForReading = 0x01
const noAttributes = 0

/** Hands over the content from an offset on; its length, or undefined, without a piece, if there is no such file. */
export function readContent(
  session: SftpSession,
  path: string,
  take: (piece: Uint8Array) => void,
  from: number,
): Promise<number | undefined> {
  return session.openThere.spend(1, () => openAndRead(session, path, take, from))
}

async function openAndRead(
  session: SftpSession,
  path: string,
  take: (piece: Uint8Array) => void,
  from: number,
): Promise<number | undefined> {
  const opening = session.ask(packetTypes.open, path, openForReading, noAttributes)
  const handle = await unlessMissing(opening.then((answer) => answer.bytes()))
  if (!handle) return undefined
  try {
    return await readPieces(session, handle, take, from)
  } finally {
    session.ask(packetTypes.close, handle).catch(() => undefined)
  }
}

async function readPieces(
  session: SftpSession,
  handle: Uint8Array,
  take: (piece: Uint8Array) => void,
  from: number,
): Promise<number> {
  const [first, answer] = await Promise.all([
    readPiece(session, handle, { at: from, bytes: firstPieceBytes }),
    session.ask(packetTypes.fstat, handle),
  ])
  const { bytes } = readAttributes(answer)
  if (first.length > 0) take(first)
  const size = session.pieceBytes
  let end = from + first.length
  const rest = Array.from(spans(end, bytes, size), (span) => () => wholeSpan(session, handle, span))
  for await (const piece of runningAhead(rest, Math.ceil(windowBytes / size))) {
    if (piece.length > 0) take(piece)
    end += piece.length
  }
  return end
}

/** Servers may give less than was asked for, also in the middle. */
async function wholeSpan(session: SftpSession, handle: Uint8Array, { at, bytes }: Span): Promise<Buffer> {
  const pieces = [await readPiece(session, handle, { at, bytes })]
  let length = pieces[0]!.length
  while (length < bytes && pieces.at(-1)!.length > 0) {
    pieces.push(await readPiece(session, handle, { at: at + length, bytes: bytes - length }))
    length += pieces.at(-1)!.length
  }
  return pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces)
}

async function readPiece(session: SftpSession, handle: Uint8Array, { at, bytes }: Span): Promise<Buffer> {
  try {
    const answer = await session.traffic.spend(bytes, () => session.ask(packetTypes.read, handle, BigInt(at), bytes))
    return answer.bytes()
  } catch (error) {
    if (isRefusal(error, statuses.atEnd)) return Buffer.alloc(0)
    throw error
  }
}
