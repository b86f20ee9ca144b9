import { createHash } from 'node:crypto'
import * as fs from 'node:fs'
import { temporaryName } from '../../temporary-name.ts'
import type { FilePart } from '../remote-files.ts'
import type { SftpClient } from './sftp-client.ts'
import { attributesOf, folderContent } from './sftp-folders.ts'
import { packetTypes } from './sftp-packets.ts'
import { SftpRefusal } from './sftp-refusal.ts'
import type { SftpSession } from './sftp-session.ts'
import { windowBytes } from './spans.ts'

/** A large file that is written in a way that another push can go on with. */
export interface Upload {
  /** The folder that it will lie in, with `/` at the end unless it is the home there. */
  readonly folder: string
  readonly content: FilePart
  /** Of all of it, in hex. */
  readonly md5: string
}

/** What an upload that was broken off has left, under a name that is only ours. */
export interface LeftUpload {
  readonly path: string
  /** So many bytes from the beginning are those of the content. */
  readonly bytes: number
}

const markBytes = 9
const markLength = 1 + (markBytes * 4) / 3

/** A temporary name that begins alike for the same content, and is still another one for every push. */
export function uploadName({ folder, md5 }: Upload): string {
  return `${folder}${markOf(md5)}${temporaryName().slice(markLength)}`
}

function markOf(md5: string): string {
  return `.${Buffer.from(md5, 'hex').toString('base64url', 0, markBytes)}`
}

/**
 * Takes over what another push of the same content has left; undefined if there is nothing, or any doubt. The bytes are
 * those of the content only if a hash that is run there says so. What grows meanwhile is still being written. Only one
 * of those who want it can give it a name of their own.
 */
export async function takeLeftUpload(
  client: SftpClient,
  session: SftpSession,
  upload: Upload,
): Promise<LeftUpload | undefined> {
  const left = await largestLeft(session, upload)
  if (!left) return undefined
  // What was on its way when the connection broke may have arrived in another order.
  const bytes = left.bytes - windowBytes
  if (bytes <= 0 || !(await isBeginning(client, upload.content, { path: left.path, bytes }))) return undefined
  if ((await attributesOf(session, left.path))?.bytes !== left.bytes) return undefined
  const path = uploadName(upload)
  return (await isRenamed(session, left.path, path)) ? { path, bytes } : undefined
}

async function largestLeft(session: SftpSession, { folder, content, md5 }: Upload): Promise<LeftUpload | undefined> {
  const mark = markOf(md5)
  const length = temporaryName().length
  const entries = (await folderContent(session, folder === '/' ? folder : folder.replace(/\/$/, '') || '.')) ?? []
  const [largest] = entries
    .filter(({ name, kind, bytes }) => kind === 'file' && isOf(mark, length, name) && bytes <= content.bytes)
    .sort((a, b) => b.bytes - a.bytes)
  return largest && { path: `${folder}${largest.name}`, bytes: largest.bytes }
}

function isOf(mark: string, length: number, name: string): boolean {
  return name.startsWith(mark) && name.endsWith('.tmp') && name.length === length
}

async function isBeginning(client: SftpClient, content: FilePart, { path, bytes }: LeftUpload): Promise<boolean> {
  const [here, there] = await Promise.all([hashHere(content, bytes), client.hashThere(path, bytes)])
  return here === there
}

async function hashHere({ file, start }: FilePart, bytes: number): Promise<string> {
  const hash = createHash('md5')
  for await (const piece of fs.createReadStream(file, { start, end: start + bytes - 1, highWaterMark: 1 << 20 }))
    hash.update(piece as Buffer)
  return hash.digest('hex')
}

async function isRenamed(session: SftpSession, from: string, to: string): Promise<boolean> {
  try {
    await session.ask(packetTypes.rename, from, to)
    return true
  } catch (error) {
    if (error instanceof SftpRefusal) return false
    throw error
  }
}
