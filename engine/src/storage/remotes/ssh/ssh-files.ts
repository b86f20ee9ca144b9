import { mapBounded } from '../../../foundation/base/index.ts'
import type { StorageCall } from '../../progress.ts'
import { type FolderEntry, listByFolders } from '../list-by-folders.ts'
import type { ReadOptions, RemoteFile, RemoteFiles } from '../remote-files.ts'
import { readContent } from './read-content.ts'
import type { SftpClient } from './sftp-client.ts'
import { attributesOf, type FolderContent, folderContent } from './sftp-folders.ts'
import { packetTypes } from './sftp-packets.ts'
import { unlessMissing } from './sftp-refusal.ts'
import { writeWhole } from './write-whole.ts'

export interface SshFilesOptions {
  readonly concurrency: number
  /** Where what lets us in comes from, for people. */
  readonly credentialSource: string
}

export interface SshFiles extends RemoteFiles {
  credentialSource(): Promise<string>
}

/** The files below a folder of another machine. */
export function sshFiles(client: SftpClient, { concurrency, credentialSource }: SshFilesOptions): SshFiles {
  const wholePath = pathsBelow(client.address.path)
  const removeOne = (key: string) => {
    const path = wholePath(key)
    return client.work(path, (session) => unlessMissing(session.ask(packetTypes.remove, path)))
  }
  return {
    name: client.address.name,
    concurrency,
    credentialSource: async () => credentialSource,
    stat: (key) => statFile(client, wholePath(key), key),
    list: (prefix, call) =>
      listByFolders({ concurrency, contentOf: (folder) => contentOf(client, wholePath(folder), folder, call) }, prefix),
    read: (key, take, options) => readFile(client, { path: wholePath(key), key }, take, options),
    write: async (key, content, options) => ({
      key,
      bytes: await writeWhole(client, wholePath(key), content, options),
    }),
    remove: async (keys) => void (await mapBounded(keys, concurrency, removeOne)),
    close: () => client.close(),
  }
}

/** The empty key is the root itself, and an empty root the home there. */
function pathsBelow(root: string): (key: string) => string {
  const folder = root === '' ? '' : root.replace(/\/*$/, '/')
  return (key) => (key === '' ? root.replace(/(.)\/+$/, '$1') || '.' : `${folder}${key}`).replace(/(.)\/$/, '$1')
}

async function statFile(client: SftpClient, path: string, key: string): Promise<RemoteFile | undefined> {
  const found = await client.work(path, (session) => attributesOf(session, path))
  return found?.kind === 'file' ? { key, bytes: found.bytes } : undefined
}

async function contentOf(
  client: SftpClient,
  path: string,
  folder: string,
  call: StorageCall | undefined,
): Promise<FolderEntry[]> {
  const content = (await client.work(path, (session) => folderContent(session, path), call)) ?? []
  const entries = await Promise.all(content.map((entry) => behind(client, path, entry)))
  return entries
    .filter(({ kind }) => kind === 'file' || kind === 'folder')
    .map(({ name, bytes, kind }) => ({ file: { key: `${folder}${name}`, bytes }, isFolder: kind === 'folder' }))
}

/** What a link leads to, or what it is itself. One to a folder leads nowhere: following those might never end. */
async function behind(client: SftpClient, folder: string, entry: FolderContent): Promise<FolderContent> {
  if (entry.kind !== 'link') return entry
  const { name } = entry
  const path = `${folder}/${name}`
  const found = await client.work(path, (session) => attributesOf(session, path))
  return found?.kind === 'file' ? { name, ...found } : entry
}

/** When a connection is lost on the way, the next one goes on where it was. */
async function readFile(
  client: SftpClient,
  { path, key }: { readonly path: string; readonly key: string },
  take: (piece: Uint8Array) => void,
  { start = 0, call }: ReadOptions = {},
): Promise<RemoteFile | undefined> {
  let taken = start
  const count = (piece: Uint8Array) => {
    take(piece)
    taken += piece.length
  }
  const bytes = await client.work(path, (session) => readContent(session, path, count, taken), call)
  return bytes === undefined ? undefined : { key, bytes }
}
