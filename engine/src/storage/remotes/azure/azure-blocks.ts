import { createHash } from 'node:crypto'
import { mapBounded } from '../../../foundation/base/index.ts'
import type { StorageCall } from '../../progress.ts'
import { partInto } from '../part-of-content.ts'
import type { FilePart, RemoteFile, WriteOptions } from '../remote-files.ts'
import type { HttpAnswer } from '../transport/http-request.ts'
import { lengthOf } from '../transport/request-head.ts'
import { elementsOf, textOf } from '../transport/xml.ts'
import type { AzureClient } from './azure-client.ts'
import { fileOf } from './blob.ts'

/** What is larger goes in blocks, so that a connection that breaks costs a block and not the whole. */
export const blockBytes = 32 << 20
/** Azure's limit. */
const mostBlocks = 50_000
const blocksOfOneFile = 4

interface Upload {
  readonly client: AzureClient
  readonly whole: string
  readonly content: Uint8Array | FilePart
  readonly blockBytes: number
  /** The blocks that are there and belong to no blob yet. */
  readonly there: ReadonlySet<string>
  readonly call: StorageCall | undefined
}

/**
 * Writes a large file in blocks. Nobody sees them before the list of them is sent; then they are the file. A block is
 * called after its bytes, so what an upload that was broken off has left there is not sent again.
 */
export async function writeBlocks(
  client: AzureClient,
  { whole, key }: { readonly whole: string; readonly key: string },
  content: Uint8Array | FilePart,
  { md5, call }: WriteOptions,
): Promise<RemoteFile> {
  const bytes = lengthOf(content)
  const size = Math.max(blockBytes, Math.ceil(bytes / mostBlocks))
  const upload = { client, whole, content, blockBytes: size, there: await blocksThere(client, whole, call), call }
  const numbers = Array.from({ length: Math.ceil(bytes / size) }, (_, i) => i)
  const ids = await mapBounded(numbers, blocksOfOneFile, (number) => sendBlock(upload, number))
  return fileOf(key, await complete(upload, ids, md5), bytes)
}

async function complete({ client, whole, call }: Upload, ids: readonly string[], md5?: string): Promise<HttpAnswer> {
  const list = ids.map((id) => `<Uncommitted>${id}</Uncommitted>`).join('')
  const body = Buffer.from(`<?xml version="1.0" encoding="utf-8"?><BlockList>${list}</BlockList>`)
  const digest = md5 && { 'x-ms-blob-content-md5': Buffer.from(md5, 'hex').toString('base64') }
  const query = { comp: 'blocklist' }
  return await client.get({ method: 'PUT', key: whole, query, ...(digest && { headers: digest }), body, call })
}

async function blocksThere(
  client: AzureClient,
  whole: string,
  call: StorageCall | undefined,
): Promise<ReadonlySet<string>> {
  const query = { comp: 'blocklist', blocklisttype: 'uncommitted' }
  const answer = await client.send({ method: 'GET', key: whole, query, mayMiss: true, call })
  const blocks = elementsOf(answer?.body.toString() ?? '', 'Block')
  return new Set(Array.from(blocks, (block) => textOf(block, 'Name') ?? ''))
}

function sendBlock(upload: Upload, number: number): Promise<string> {
  const start = number * upload.blockBytes
  const bytes = Math.min(upload.blockBytes, lengthOf(upload.content) - start)
  return upload.client.blocks.during(bytes, (buffer) =>
    sendBytes(upload, number, partInto(buffer, upload.content, start, bytes)),
  )
}

async function sendBytes({ client, whole, there, call }: Upload, number: number, body: Uint8Array): Promise<string> {
  const md5 = createHash('md5').update(body).digest()
  const id = blockId(number, md5.toString('hex'))
  if (there.has(id)) return id
  const query = { comp: 'block', blockid: id }
  const headers = { 'content-md5': md5.toString('base64') }
  await client.get({ method: 'PUT', key: whole, query, headers, body, call })
  return id
}

/** As long as those of DVC: all blocks of a blob have to have ids of one length, also those that another has left there. */
function blockId(number: number, md5: string): string {
  return Buffer.from(`${String(number).padStart(16, '0')}${md5}`).toString('base64')
}
