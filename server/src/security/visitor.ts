import { cookieName, isToken } from './token.ts'

/** What a request tells of who makes it. Header names are lower case. */
export interface Asking {
  readonly method: string
  readonly url: URL
  header(name: string): string | undefined
}

export interface Door {
  readonly token: string
  readonly port: number
  /** Names by which the server may be called, without port. It cannot know them where it listens at every address. */
  readonly hosts: readonly string[] | 'any'
}

/**
 * `enter`: it has the token in its URL, which it is to lose, and gets it as a cookie. `come-in`: it is known. Otherwise why not: it calls the server by a
 * name that is not its own (a page of another site that had its name lead here), it comes from a page of another site, or it has no
 * token.
 */
export type Decision = 'come-in' | 'enter' | 'wrong-host' | 'wrong-origin' | 'unknown'

export function decide(asking: Asking, door: Door): Decision {
  if (!isNameOf(door, hostOf(asking.header('host')))) return 'wrong-host'
  if (isFromElsewhere(asking, door)) return 'wrong-origin'
  if (isToken(door.token, asking.url.searchParams.get('token') ?? undefined)) return 'enter'
  const bearer = /^(?:Bearer|token) (.+)$/i.exec(asking.header('authorization') ?? '')?.[1]
  if (isToken(door.token, bearer)) return 'come-in'
  if (!isToken(door.token, cookieOf(asking, door))) return 'unknown'
  return asking.method === 'GET' || isFromOwnPage(asking) ? 'come-in' : 'wrong-origin'
}

/**
 * Browsers send the cookie also with what pages of others ask for. What changes something has to say that a page of the studio asked:
 * an origin that is not its own was refused before.
 */
function isFromOwnPage(asking: Asking): boolean {
  return asking.header('origin') !== undefined || asking.header('sec-fetch-site') === 'same-origin'
}

function isNameOf({ hosts }: Door, name: string): boolean {
  return hosts === 'any' ? name !== '' : hosts.includes(name)
}

function hostOf(header: string | undefined): string {
  return (header ?? '').replace(/:\d+$/, '').toLowerCase()
}

/** Following a link from elsewhere is no harm, because it only looks. */
function isFromElsewhere(asking: Asking, door: Door): boolean {
  const origin = asking.header('origin')
  if (origin !== undefined) return !isOwn(origin, asking, door)
  return asking.method !== 'GET' && asking.header('sec-fetch-site') === 'cross-site'
}

function isOwn(origin: string, asking: Asking, door: Door): boolean {
  if (!URL.canParse(origin)) return false
  const { host, hostname } = new URL(origin)
  return host === asking.header('host')?.toLowerCase() && isNameOf(door, hostname)
}

function cookieOf(asking: Asking, door: Door): string | undefined {
  const start = `${cookieName(door.port)}=`
  const found = (asking.header('cookie') ?? '').split(/;\s*/).find((one) => one.startsWith(start))
  return found?.slice(start.length)
}
