import type { Received } from './connection.ts'

/** So that a server can see whether all of a body has arrived; nothing if its MD5, in hex, is not known. */
export function contentMd5(md5: string | undefined): Record<string, string> {
  return md5 === undefined ? {} : { 'content-md5': Buffer.from(md5, 'hex').toString('base64') }
}

/**
 * Asks for what has not arrived yet, if the file is still the same one. If it is another one, `if-match` is refused and
 * `if-range` answered with all of it.
 */
export function headersForRest({ bytes, etag }: Received, condition: 'if-match' | 'if-range'): Record<string, string> {
  if (bytes === 0) return {}
  return { range: `bytes=${bytes}-`, ...(etag && { [condition]: etag }) }
}
