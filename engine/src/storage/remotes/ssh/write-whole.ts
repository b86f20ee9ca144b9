import type { StorageCall } from '../../progress.ts'
import { temporaryName } from '../../temporary-name.ts'
import type { FilePart } from '../remote-files.ts'
import { lengthOf } from '../transport/request-head.ts'
import type { SftpClient } from './sftp-client.ts'
import { makeFolder, parentOf } from './sftp-folders.ts'
import { packetTypes } from './sftp-packets.ts'
import { isRefusal, SftpRefusal, statuses, unlessMissing } from './sftp-refusal.ts'
import type { SftpSession } from './sftp-session.ts'
import { writeContent } from './write-content.ts'

type Content = Uint8Array | FilePart

/** Writes a file under a temporary name beside its own, and gives it its name when it is whole. Returns its length. */
export async function writeWhole(
  client: SftpClient,
  path: string,
  content: Content,
  call?: StorageCall,
): Promise<number> {
  await client.work(path, (session) => writeAndRename(session, path, content), call)
  return lengthOf(content)
}

async function writeAndRename(session: SftpSession, path: string, content: Content): Promise<void> {
  const temporary = `${path.slice(0, path.lastIndexOf('/') + 1)}${temporaryName()}`
  try {
    await writeWhereFolderMayLack(session, temporary, content)
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
