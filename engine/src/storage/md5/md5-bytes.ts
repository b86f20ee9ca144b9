import * as crypto from 'node:crypto'

/** MD5 of bytes at hand, in lower-case hex. */
export function md5Hex(bytes: Uint8Array | string): string {
  return crypto.hash('md5', bytes, 'hex')
}
