import { type FileAttributes, readAttributes } from './file-attributes.ts'
import { packetTypes } from './sftp-packets.ts'
import { type DiskState, isRefusal, SftpRefusal, statuses, unlessMissing } from './sftp-refusal.ts'
import type { SftpSession } from './sftp-session.ts'

export interface FolderContent extends FileAttributes {
  readonly name: string
}

/** Of what links lead to; undefined if nothing is there. */
export async function attributesOf(session: SftpSession, path: string): Promise<FileAttributes | undefined> {
  return unlessMissing(session.ask(packetTypes.stat, path).then(readAttributes))
}

const noAttributes = 0
const fewestAnswers = 2
const mostAnswers = 16

/** What lies in a folder; undefined if it is not there. Links are told as links. */
export function folderContent(session: SftpSession, path: string): Promise<FolderContent[] | undefined> {
  return session.openThere.spend(1, () => openAndList(session, path))
}

async function openAndList(session: SftpSession, path: string): Promise<FolderContent[] | undefined> {
  const handle = await unlessMissing(session.ask(packetTypes.opendir, path).then((answer) => answer.bytes()))
  if (!handle) return undefined
  const entries: FolderContent[] = []
  for (let answers = fewestAnswers; ; answers = Math.min(mostAnswers, answers * 2)) {
    const asked = Array.from({ length: answers }, () => nextEntries(session, handle))
    const found = await Promise.all(asked)
    for (const some of found) if (some) entries.push(...some)
    if (found.includes(undefined)) break
  }
  await session.ask(packetTypes.close, handle)
  return entries.filter(({ name }) => name !== '.' && name !== '..')
}

/** Undefined when there are no more. */
async function nextEntries(session: SftpSession, handle: Uint8Array): Promise<FolderContent[] | undefined> {
  try {
    const answer = await session.ask(packetTypes.readdir, handle)
    return Array.from({ length: answer.number() }, () => {
      const name = answer.text()
      // The line that a person would see.
      answer.bytes()
      return { name, ...readAttributes(answer) }
    })
  } catch (error) {
    if (isRefusal(error, statuses.atEnd)) return undefined
    throw error
  }
}

/** Empty above the root, and for a name by itself. */
export function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')))
}

const beingMade = new WeakMap<SftpSession, Map<string, Promise<void>>>()

/** Makes a folder and those above it, for all who need it now; one that is there already is as good. */
export async function makeFolder(session: SftpSession, folder: string): Promise<void> {
  const making = beingMade.get(session) ?? new Map<string, Promise<void>>()
  beingMade.set(session, making)
  const begun = making.get(folder) ?? makeWithParents(session, folder).finally(() => making.delete(folder))
  making.set(folder, begun)
  await begun
}

async function makeWithParents(session: SftpSession, folder: string): Promise<void> {
  try {
    await session.ask(packetTypes.mkdir, folder, noAttributes)
  } catch (error) {
    const isParentMissing = isRefusal(error, statuses.noSuchFile) && parentOf(folder) !== ''
    if (!isParentMissing && (await attributesOf(session, folder))?.kind !== 'folder') throw error
    if (!isParentMissing) return
    await makeFolder(session, parentOf(folder))
    await session.ask(packetTypes.mkdir, folder, noAttributes)
  }
}

const statvfs = 'statvfs@openssh.com'

/** Of the disk that a path lies on, or would lie on; undefined where the server does not tell. */
export async function diskStateAt(session: SftpSession, path: string): Promise<DiskState | undefined> {
  if (!session.knows(statvfs)) return undefined
  for (let at = path; at !== ''; at = parentOf(at)) {
    const state = await unlessRefused(diskState(session, at))
    if (state) return state
  }
  return undefined
}

async function diskState(session: SftpSession, path: string): Promise<DiskState> {
  const answer = await session.ask(packetTypes.extended, statvfs, path)
  const numbers = Array.from({ length: 10 }, () => answer.long())
  const [, blockBytes = 0, , , freeBlocks = 0, files = 0, , freeFiles = 0, , flags = 0] = numbers
  return {
    isReadOnly: (flags & 1) === 1,
    freeBytes: blockBytes * freeBlocks,
    freeFiles: files === 0 ? Number.POSITIVE_INFINITY : freeFiles,
  }
}

async function unlessRefused<Result>(asking: Promise<Result>): Promise<Result | undefined> {
  try {
    return await asking
  } catch (error) {
    if (error instanceof SftpRefusal) return undefined
    throw error
  }
}
