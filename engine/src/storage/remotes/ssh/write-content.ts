import * as fs from 'node:fs'
import { explainSystemError } from '../../../foundation/base/index.ts'
import { gotShorter } from '../part-of-content.ts'
import type { FilePart } from '../remote-files.ts'
import { lengthOf } from '../transport/request-head.ts'
import { runningAhead } from './running-ahead.ts'
import { packetTypes } from './sftp-packets.ts'
import type { SftpSession } from './sftp-session.ts'
import { spans, windowBytes } from './spans.ts'

const openAsNew = 0x02 | 0x08 | 0x20
const noAttributes = 0

/** Makes a new file; refused if there is one of this name. */
export function writeContent(session: SftpSession, path: string, content: Uint8Array | FilePart): Promise<void> {
  return session.openThere.spend(1, () => openAndWrite(session, path, content))
}

async function openAndWrite(session: SftpSession, path: string, content: Uint8Array | FilePart): Promise<void> {
  const handle = (await session.ask(packetTypes.open, path, openAsNew, noAttributes)).bytes()
  if (content instanceof Uint8Array && content.length <= session.pieceBytes) await writeSmall(session, handle, content)
  else await writeLarge(session, handle, content)
}

/** Requests are answered in their order: what is small needs no turn of its own to be closed. */
async function writeSmall(session: SftpSession, handle: Uint8Array, content: Uint8Array): Promise<void> {
  await session.traffic.spend(content.length, () =>
    Promise.all([session.ask(packetTypes.write, handle, BigInt(0), content), session.ask(packetTypes.close, handle)]),
  )
}

async function writeLarge(session: SftpSession, handle: Uint8Array, content: Uint8Array | FilePart): Promise<void> {
  const size = session.pieceBytes
  try {
    for await (const _ of runningAhead(writesOf(session, handle, content), Math.ceil(windowBytes / size)));
  } catch (error) {
    session.ask(packetTypes.close, handle).catch(() => undefined)
    throw error
  }
  await session.ask(packetTypes.close, handle)
}

/** Reads a piece only when its turn comes. */
function* writesOf(
  session: SftpSession,
  handle: Uint8Array,
  content: Uint8Array | FilePart,
): Generator<() => Promise<unknown>> {
  const source = openContent(content)
  try {
    for (const { at, bytes } of spans(0, lengthOf(content), session.pieceBytes))
      yield () =>
        session.traffic.spend(bytes, async () =>
          session.ask(packetTypes.write, handle, BigInt(at), source.read(at, bytes)),
        )
  } finally {
    source.close()
  }
}

interface ContentSource {
  read(at: number, bytes: number): Uint8Array
  close(): void
}

function openContent(content: Uint8Array | FilePart): ContentSource {
  if (content instanceof Uint8Array)
    return { read: (at, bytes) => content.subarray(at, at + bytes), close: () => undefined }
  const descriptor = openForUs(content.file)
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

function openForUs(file: string): number {
  try {
    return fs.openSync(file, 'r')
  } catch (error) {
    throw explainSystemError(error)
  }
}
