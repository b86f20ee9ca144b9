import type { RemoteFile } from '../remote-files.ts'
import { type HttpAnswer, headerOf } from '../transport/http-request.ts'

/** The ETag as DVC records it: with its quotes. */
export function fileOf(
  key: string,
  answer: HttpAnswer,
  bytes = Number(headerOf(answer, 'content-length') ?? 0),
): RemoteFile {
  const etag = headerOf(answer, 'etag')
  const version = headerOf(answer, 'x-ms-version-id')
  return { key, bytes, ...(etag && { etag }), ...(version && { version }) }
}

/** Whether it only stands for a folder, in an account that has such. */
export function isFolder(answer: HttpAnswer): boolean {
  return headerOf(answer, 'x-ms-resource-type') === 'directory' || headerOf(answer, 'x-ms-meta-hdi_isfolder') === 'true'
}
