import { mapBounded } from '../../../foundation/base/index.ts'
import type { StorageCall } from '../../progress.ts'
import { keysBelow } from '../keys-below.ts'
import type { FilePart, ReadOptions, RemoteFile, RemoteFiles, WriteOptions } from '../remote-files.ts'
import { lengthOf } from '../transport/request-head.ts'
import { contentMd5 } from '../transport/request-headers.ts'
import { textOf } from '../transport/xml.ts'
import { blockBytes, writeBlocks } from './azure-blocks.ts'
import type { AzureClient } from './azure-client.ts'
import { fileOf, isFolder } from './blob.ts'
import { type Listing, listedFiles } from './listing.ts'

/** The files below a prefix of a container. */
export function azureFiles(client: AzureClient): RemoteFiles {
  const { below, whole, own } = keysBelow(client.place.prefix)
  return {
    name: client.place.name,
    concurrency: client.concurrency,
    etagName: 'etag',
    credentialSource: () => client.authorization.source(),
    stat: (key, version) => statFile(client, whole(key), key, version),
    list: (start, call) => listFiles(client, { prefix: below(start), own, withVersions: false }, call),
    listVersions: (start, call) => listFiles(client, { prefix: below(start), own, withVersions: true }, call),
    read: (key, take, options) => readFile(client, whole(key), key, take, options),
    write: (key, content, options = {}) =>
      lengthOf(content) > blockBytes
        ? writeBlocks(client, { whole: whole(key), key }, content, options)
        : writeWhole(client, whole(key), key, content, options),
    remove: async (keys) => {
      await mapBounded(keys, client.concurrency, (key) => removeFile(client, whole(key)))
    },
    close: () => client.close(),
  }
}

/** A container as a whole is no file, nor is what stands for a folder in an account that has such. */
async function statFile(
  client: AzureClient,
  whole: string,
  key: string,
  version: string | undefined,
): Promise<RemoteFile | undefined> {
  if (whole === '') return undefined
  const answer = await client.send({ method: 'HEAD', key: whole, query: versionQuery(version), mayMiss: true })
  return answer === undefined || isFolder(answer) ? undefined : fileOf(key, answer)
}

function versionQuery(version: string | undefined): Record<string, string> {
  return version === undefined ? {} : { versionid: version }
}

async function* listFiles(
  client: AzureClient,
  { prefix, own, withVersions }: Listing,
  call: StorageCall | undefined,
): AsyncGenerator<readonly RemoteFile[]> {
  let marker = ''
  do {
    const include = withVersions ? 'metadata,versions' : 'metadata'
    const query = { restype: 'container', comp: 'list', include, prefix, ...(marker === '' ? {} : { marker }) }
    const page = (await client.get({ method: 'GET', query, call })).body.toString()
    yield listedFiles(page, own, withVersions)
    marker = textOf(page, 'NextMarker') ?? ''
  } while (marker !== '')
}

async function readFile(
  client: AzureClient,
  whole: string,
  key: string,
  take: (piece: Uint8Array) => void,
  { version, start, call }: ReadOptions = {},
): Promise<RemoteFile | undefined> {
  if (whole === '') return undefined
  const answer = await client.send({
    method: 'GET',
    key: whole,
    query: versionQuery(version),
    mayMiss: true,
    take,
    start,
    call,
  })
  return answer && fileOf(key, answer, answer.taken)
}

async function writeWhole(
  client: AzureClient,
  whole: string,
  key: string,
  body: Uint8Array | FilePart,
  { md5, call }: WriteOptions,
): Promise<RemoteFile> {
  const headers = { 'x-ms-blob-type': 'BlockBlob', ...contentMd5(md5) }
  return fileOf(key, await client.get({ method: 'PUT', key: whole, headers, body, call }), lengthOf(body))
}

async function removeFile(client: AzureClient, whole: string): Promise<void> {
  const headers = { 'x-ms-delete-snapshots': 'include' }
  await client.send({ method: 'DELETE', key: whole, headers, mayMiss: true })
}
