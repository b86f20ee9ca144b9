import { Failure } from '../../../foundation/base/index.ts'
import { temporaryName } from '../../temporary-name.ts'
import { type FolderEntry, listByFolders } from '../list-by-folders.ts'
import type { FilePart, ReadOptions, RemoteFile, RemoteFiles, WriteOptions } from '../remote-files.ts'
import { lengthOf } from '../transport/request-head.ts'
import type { WebhdfsClient } from './webhdfs-client.ts'

/** What the service tells of a file or a folder. */
interface FileStatus {
  readonly pathSuffix: string
  readonly type: 'FILE' | 'DIRECTORY'
  readonly length: number
}

const gone = [404]

/** The files below a path of HDFS. */
export function webhdfsFiles(client: WebhdfsClient): RemoteFiles {
  return {
    name: client.name,
    concurrency: client.concurrency,
    stat: (key) => statFile(client, key),
    list: (prefix) =>
      listByFolders({ concurrency: client.concurrency, contentOf: (folder) => contentOf(client, folder) }, prefix),
    read: (key, take, options) => readFile(client, key, take, options),
    write: (key, content, options) => writeFile(client, key, content, options),
    remove: async (keys) => {
      for (const key of keys) await remove(client, key)
    },
    close: () => client.close(),
  }
}

async function statFile(client: WebhdfsClient, key: string): Promise<RemoteFile | undefined> {
  const answer = await client.send({ method: 'GET', key, operation: 'GETFILESTATUS', accept: gone })
  if (answer.status === 404) return undefined
  const { FileStatus: found } = client.told<{ FileStatus: FileStatus }>(answer)
  return found.type === 'FILE' ? { key, bytes: found.length } : undefined
}

async function contentOf(client: WebhdfsClient, folder: string): Promise<FolderEntry[]> {
  const key = folder.replace(/\/$/, '')
  const answer = await client.send({ method: 'GET', key, operation: 'LISTSTATUS', accept: gone })
  if (answer.status === 404) return []
  const told = client.told<{ FileStatuses: { FileStatus: readonly FileStatus[] } }>(answer)
  return told.FileStatuses.FileStatus.map(({ pathSuffix, type, length }) => ({
    file: { key: `${folder}${pathSuffix}`, bytes: length },
    isFolder: type === 'DIRECTORY',
  }))
}

async function readFile(
  client: WebhdfsClient,
  key: string,
  take: (piece: Uint8Array) => void,
  { start = 0, call }: ReadOptions = {},
): Promise<RemoteFile | undefined> {
  const there = start > 0 ? await statFile(client, key) : undefined
  if (there && there.bytes <= start) return there
  const parameters: Record<string, string> = start > 0 ? { offset: String(start) } : {}
  const answer = await client.send({ method: 'GET', key, operation: 'OPEN', parameters, accept: gone, take, call })
  return answer.status === 404 ? undefined : { key, bytes: start + answer.taken }
}

/** Under a temporary name beside it first; the service makes folders by itself. */
async function writeFile(
  client: WebhdfsClient,
  key: string,
  body: Uint8Array | FilePart,
  { call }: WriteOptions = {},
): Promise<RemoteFile> {
  const temporary = `${key.slice(0, key.lastIndexOf('/') + 1)}${temporaryName()}`
  try {
    await client.create(temporary, { body, call })
    const file = { key, bytes: lengthOf(body) }
    if (!(await isRenamed(client, temporary, file))) await replace(client, temporary, file)
  } catch (error) {
    await remove(client, temporary).catch(() => undefined)
    throw error
  }
  return { key, bytes: lengthOf(body) }
}

/** A file that is in the way has to go first: HDFS does not rename over it. */
async function replace(client: WebhdfsClient, from: string, to: RemoteFile): Promise<void> {
  await remove(client, to.key)
  if (await isRenamed(client, from, to)) return
  throw new Failure('remote-refused', `${client.name}: '${to.key}' cannot be written there.`, {
    hint: 'Is a file where one of its folders should be?',
  })
}

/** What is gone may have got its name already, by an attempt whose answer was lost. */
async function isRenamed(client: WebhdfsClient, from: string, { key, bytes }: RemoteFile): Promise<boolean> {
  const parameters = { destination: client.pathOf(key) }
  const answer = await client.send({ method: 'PUT', key: from, operation: 'RENAME', parameters })
  if (client.told<{ boolean: boolean }>(answer).boolean) return true
  return (await statFile(client, key))?.bytes === bytes && !(await statFile(client, from))
}

async function remove(client: WebhdfsClient, key: string): Promise<void> {
  await client.send({ method: 'DELETE', key, operation: 'DELETE', accept: gone })
}
