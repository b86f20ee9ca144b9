import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

export function newToken(): string {
  return randomBytes(24).toString('base64url')
}

/** Takes as long for a wrong text as for the right one. */
export function isToken(token: string, said: string | undefined): boolean {
  return said !== undefined && timingSafeEqual(digest(token), digest(said))
}

/** Told apart by port, because browsers send cookies to every port of a host. */
export function cookieName(port: number): string {
  return `sterna-${port}`
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
