import type { StorageCall } from '../../progress.ts'
import { temporaryName } from '../../temporary-name.ts'
import { listByFolders } from '../list-by-folders.ts'
import type { FilePart, ReadOptions, RemoteFile, RemoteFiles, WriteOptions } from '../remote-files.ts'
import { lengthOf } from '../transport/request-head.ts'
import type { WebClient } from '../web/web-client.ts'
import { explainStatus } from '../web/web-failures.ts'
import { Folders } from './folders.ts'
import { contentOf, propertiesOf } from './properties.ts'

const gone = [404, 410]
const folderIsMissing = [404, 409]

/** The files below a URL of a WebDAV server. */
export function webdavFiles(client: WebClient): RemoteFiles {
  const folders = new Folders(client)
  return {
    name: client.name,
    concurrency: client.concurrency,
    etagName: 'etag',
    stat: (key) => statFile(client, key),
    list: (prefix, call) =>
      listByFolders(
        { concurrency: client.concurrency, contentOf: (folder) => contentOf(client, folder, call) },
        prefix,
      ),
    read: (key, take, options) => readFile(client, key, take, options),
    write: (key, content, options) => writeFile(client, folders, key, content, options),
    remove: async (keys) => {
      for (const key of keys) await client.send({ method: 'DELETE', at: key, accept: gone })
    },
    close: () => client.close(),
  }
}

async function statFile(client: WebClient, key: string): Promise<RemoteFile | undefined> {
  const [found] = await propertiesOf(client, key, 0)
  return found?.isFolder === false ? found.file : undefined
}

async function readFile(
  client: WebClient,
  key: string,
  take: (piece: Uint8Array) => void,
  { start, call }: ReadOptions = {},
): Promise<RemoteFile | undefined> {
  const answer = await client.send({ method: 'GET', at: key, accept: gone, take, start, call })
  return gone.includes(answer.status) ? undefined : { key, bytes: answer.taken }
}

/** Under a temporary name beside it first, because what is sent may be cut off. */
async function writeFile(
  client: WebClient,
  folders: Folders,
  key: string,
  body: Uint8Array | FilePart,
  { call }: WriteOptions = {},
): Promise<RemoteFile> {
  const folder = key.slice(0, key.lastIndexOf('/') + 1)
  const temporary = `${folder}${temporaryName()}`
  const put = (accept: readonly number[]) => client.send({ method: 'PUT', at: temporary, body, accept, call })
  await folders.make(folder)
  try {
    if (folderIsMissing.includes((await put(folderIsMissing)).status)) {
      await folders.makeAgain(folder)
      await put([])
    }
    await giveName(client, temporary, { key, bytes: lengthOf(body) }, call)
  } catch (error) {
    await client.send({ method: 'DELETE', at: temporary, accept: gone }).catch(() => undefined)
    throw error
  }
  return { key, bytes: lengthOf(body) }
}

/** What is gone may have got its name already, by an attempt whose answer was lost. */
async function giveName(client: WebClient, temporary: string, { key, bytes }: RemoteFile, call?: StorageCall) {
  const headers = { destination: client.urlOf(key).href, overwrite: 'T' }
  const answer = await client.send({ method: 'MOVE', at: temporary, headers, accept: gone, call })
  if (!gone.includes(answer.status) || (await statFile(client, key))?.bytes === bytes) return
  throw explainStatus(answer, client.name)
}
