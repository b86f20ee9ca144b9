import type { RemoteFile } from '../remote-files.ts'
import { type HttpAnswer, headerOf } from '../transport/http-request.ts'

/** An object as Google describes it; of all that it would say, this is asked for. */
export interface GsObject {
  readonly name: string
  /** In decimal. */
  readonly size?: string
  readonly etag?: string
  /** Which version of it. */
  readonly generation?: string
}

export const objectFields = 'name,size,etag,generation'

export function parseObject(answer: HttpAnswer): GsObject {
  return JSON.parse(answer.body.toString()) as GsObject
}

export function fileOfObject(key: string, { size, etag, generation }: GsObject): RemoteFile {
  return { key, bytes: Number(size ?? 0), ...stateOf(etag, generation) }
}

/** The same from the headers of an answer that has the content. */
export function fileOfAnswer(key: string, answer: HttpAnswer, bytes: number): RemoteFile {
  return { key, bytes, ...stateOf(headerOf(answer, 'etag'), headerOf(answer, 'x-goog-generation')) }
}

/** DVC records what the ETag's base64 stands for, in hex. */
function stateOf(etag: string | undefined, version: string | undefined): Pick<RemoteFile, 'etag' | 'version'> {
  const hex = etag && Buffer.from(etag.replaceAll('"', ''), 'base64').toString('hex')
  return { ...(hex && { etag: hex }), ...(version && { version }) }
}
