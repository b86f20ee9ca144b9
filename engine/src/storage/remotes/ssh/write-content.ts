import * as fs from 'node:fs'
import { explained } from '../../local-store.ts'
import { gotShorter, partOf } from '../part-of-content.ts'
import type { FilePart } from '../remote-files.ts'
import { lengthOf } from '../transport/request-head.ts'
import { runningAhead } from './running-ahead.ts'
import { packetTypes } from './sftp-packets.ts'
import type { SftpSession } from './sftp-session.ts'
import { spans, windowBytes } from './spans.ts'

const openToWrite = 0x02
const openAsNew = openToWrite | 0x08 | 0x20
const noAttributes = 0

/** Makes a new file; refused if there is one of this name. */
export function writeContent(session: SftpSession, path: string, content: Uint8Array | FilePart): Promise<void> {
  return session.openThere.spend(1, () => openAndWrite(session, path, content))
}

/** Writes what comes from some byte on into a file that is there. */
export function writeRest(session: SftpSession, path: string, content: FilePart, from: number): Promise<void> {
  return session.openThere.spend(1, async () => {
    const handle = (await session.ask(packetTypes.open, path, openToWrite, noAttributes)).bytes()
    content.whenRead?.(from)
    await closedIfFailed(session, handle, writeLarge(session, handle, content, from))
  })
}

async function openAndWrite(session: SftpSession, path: string, content: Uint8Array | FilePart): Promise<void> {
  const handle = (await session.ask(packetTypes.open, path, openAsNew, noAttributes)).bytes()
  const isSmall = lengthOf(content) <= session.pieceBytes
  const writing = isSmall ? writeSmall(session, handle, content) : writeLarge(session, handle, content, 0)
  await closedIfFailed(session, handle, writing)
}

async function closedIfFailed(session: SftpSession, handle: Uint8Array, writing: Promise<void>): Promise<void> {
  try {
    await writing
  } catch (error) {
    session.ask(packetTypes.close, handle).catch(() => undefined)
    throw error
  }
}

/** Requests are answered in their order: what is small needs no turn of its own to be closed. */
async function writeSmall(session: SftpSession, handle: Uint8Array, content: Uint8Array | FilePart): Promise<void> {
  const length = lengthOf(content)
  await session.traffic.spend(length, async () => {
    const bytes = explained(() => partOf(content, 0, length))
    const written = session.ask(packetTypes.write, handle, BigInt(0), bytes)
    await Promise.all([written, session.ask(packetTypes.close, handle)])
  })
}

async function writeLarge(
  session: SftpSession,
  handle: Uint8Array,
  content: Uint8Array | FilePart,
  from: number,
): Promise<void> {
  const source = openContent(content)
  try {
    const pieces = Math.ceil(windowBytes / session.pieceBytes)
    for await (const _ of runningAhead(writesOf(session, handle, { from, to: lengthOf(content) }, source), pieces));
  } finally {
    source.close()
  }
  await session.ask(packetTypes.close, handle)
}

/** Reads a piece only when its turn comes, which may be long after all have been asked for. */
function* writesOf(
  session: SftpSession,
  handle: Uint8Array,
  { from, to }: { readonly from: number; readonly to: number },
  source: ContentSource,
): Generator<() => Promise<unknown>> {
  for (const { at, bytes } of spans(from, to, session.pieceBytes))
    yield () =>
      session.traffic.spend(bytes, async () =>
        session.ask(packetTypes.write, handle, BigInt(at), source.read(at, bytes)),
      )
}

interface ContentSource {
  read(at: number, bytes: number): Uint8Array
  close(): void
}

function openContent(content: Uint8Array | FilePart): ContentSource {
  if (content instanceof Uint8Array)
    return { read: (at, bytes) => content.subarray(at, at + bytes), close: () => undefined }
  const descriptor = explained(() => fs.openSync(content.file, 'r'))
  return {
    read: (at, bytes) => {
      const piece = Buffer.allocUnsafe(bytes)
      if (fs.readSync(descriptor, piece, 0, bytes, content.start + at) < bytes) throw gotShorter(content.file)
      content.whenRead?.(bytes)
      return piece
    },
    close: () => fs.closeSync(descriptor),
  }
}
