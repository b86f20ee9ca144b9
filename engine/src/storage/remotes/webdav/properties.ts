import type { StorageCall } from '../../progress.ts'
import type { FolderEntry } from '../list-by-folders.ts'
import { elementsOf, textOf } from '../transport/xml.ts'
import type { WebClient } from '../web/web-client.ts'

const wanted = Buffer.from(
  '<?xml version="1.0" encoding="utf-8"?><propfind xmlns="DAV:"><prop><resourcetype/><getcontentlength/><getetag/></prop></propfind>',
)
const headers = { 'content-type': 'application/xml; charset=utf-8' }

/** What is at a key (depth 0), or with it what lies in that folder (depth 1); nothing if it is not there. */
export async function propertiesOf(
  client: WebClient,
  key: string,
  depth: 0 | 1,
  call?: StorageCall,
): Promise<FolderEntry[]> {
  const answer = await client.send({
    method: 'PROPFIND',
    at: key,
    headers: { ...headers, depth: String(depth) },
    body: wanted,
    accept: [404, 410],
    call,
  })
  if (answer.status !== 207) return []
  const root = client.urlOf('').pathname.replace(/\/*$/, '/')
  return Array.from(elementsOf(answer.body.toString(), 'response'), (response) => entryOf(response, root, client.base))
}

function entryOf(response: string, root: string, base: URL): FolderEntry {
  const path = new URL(textOf(response, 'href') ?? '', base).pathname
  const key = decodeURIComponent(path).slice(decodeURIComponent(root).length).replace(/\/+$/, '')
  const etag = textOf(response, 'getetag')
  return {
    file: { key, bytes: Number(textOf(response, 'getcontentlength') ?? 0), ...(etag && { etag }) },
    isFolder: /<(?:[\w-]+:)?collection[\s/>]/.test(response),
  }
}

/** What lies in a folder (`''`, or ending with `/`). */
export async function contentOf(client: WebClient, folder: string, call?: StorageCall): Promise<FolderEntry[]> {
  const entries = await propertiesOf(client, folder.replace(/\/$/, ''), 1, call)
  return entries.filter(({ file }) => file.key !== '' && `${file.key}/` !== folder)
}
