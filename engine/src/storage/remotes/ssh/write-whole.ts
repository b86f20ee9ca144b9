import { Failure } from '../../../foundation/base/index.ts'
import { temporaryName } from '../../temporary-name.ts'
import type { FilePart, WriteOptions } from '../remote-files.ts'
import { lengthOf } from '../transport/request-head.ts'
import { takeLeftUpload, type Upload, uploadName } from './left-upload.ts'
import type { SftpClient } from './sftp-client.ts'
import { attributesOf, makeFolder, parentOf } from './sftp-folders.ts'
import { packetTypes } from './sftp-packets.ts'
import { isRefusal, SftpRefusal, statuses, unlessMissing } from './sftp-refusal.ts'
import type { SftpSession } from './sftp-session.ts'
import { writeContent, writeRest } from './write-content.ts'

type Content = Uint8Array | FilePart

/** Of smaller files it takes as long to look for what is there as to send it again. */
const worthGoingOn = 8 << 20

/**
 * Writes a file under a temporary name beside its own, and gives it its name when it is whole. A large one goes on where
 * an earlier push of the same content was broken off. Returns its length.
 */
export async function writeWhole(
  client: SftpClient,
  path: string,
  content: Content,
  { md5, call }: WriteOptions = {},
): Promise<number> {
  const folder = path.slice(0, path.lastIndexOf('/') + 1)
  const isLarge = !(content instanceof Uint8Array) && content.bytes >= worthGoingOn
  const upload = isLarge && md5 !== undefined ? { folder, content, md5 } : undefined
  await client.work(
    path,
    (session) =>
      upload
        ? goOnOrBegin(client, session, upload, path)
        : writeNew(session, `${folder}${temporaryName()}`, path, content),
    call,
  )
  return lengthOf(content)
}

async function goOnOrBegin(client: SftpClient, session: SftpSession, upload: Upload, path: string): Promise<void> {
  const { content, folder } = upload
  const left = await takeLeftUpload(client, session, upload)
  try {
    if (!left) return await writeNew(session, uploadName(upload), path, content)
    await namedWhenWhole(session, left.path, path, async () => {
      await writeRest(session, left.path, content, left.bytes)
      await refuseOtherLength(session, left.path, content)
    })
  } catch (error) {
    if (!isRefusal(error, statuses.noSuchFile)) throw error
    // Another push has taken over what this one wrote.
    await writeNew(session, `${folder}${temporaryName()}`, path, content)
  }
}

async function refuseOtherLength(session: SftpSession, temporary: string, { bytes, file }: FilePart): Promise<void> {
  if ((await attributesOf(session, temporary))?.bytes === bytes) return
  throw new Failure('conflict', `'${file}' has another length there than here after it was sent.`, {
    hint: 'Run the command again: it sends all of it.',
  })
}

function writeNew(session: SftpSession, temporary: string, path: string, content: Content): Promise<void> {
  return namedWhenWhole(session, temporary, path, () => writeWhereFolderMayLack(session, temporary, content))
}

async function namedWhenWhole(
  session: SftpSession,
  temporary: string,
  path: string,
  write: () => Promise<void>,
): Promise<void> {
  try {
    await write()
    await rename(session, temporary, path)
  } catch (error) {
    await session.ask(packetTypes.remove, temporary).catch(() => undefined)
    throw error
  }
}

/** Folders are asked for only where they are missing, and made once for all who need them. */
async function writeWhereFolderMayLack(session: SftpSession, path: string, content: Content): Promise<void> {
  try {
    await writeContent(session, path, content)
  } catch (error) {
    if (!isRefusal(error, statuses.noSuchFile)) throw error
    await makeFolder(session, parentOf(path))
    await writeContent(session, path, content)
  }
}

const posixRename = 'posix-rename@openssh.com'

/** Over what is there. A server that cannot do that has it taken away first. */
async function rename(session: SftpSession, from: string, to: string): Promise<void> {
  if (session.knows(posixRename)) {
    await session.ask(packetTypes.extended, posixRename, from, to)
    return
  }
  try {
    await session.ask(packetTypes.rename, from, to)
  } catch (error) {
    if (!(error instanceof SftpRefusal)) throw error
    await unlessMissing(session.ask(packetTypes.remove, to))
    await session.ask(packetTypes.rename, from, to)
  }
}
