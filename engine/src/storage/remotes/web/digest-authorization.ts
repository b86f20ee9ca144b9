import { createHash, randomBytes } from 'node:crypto'
import type { HttpAnswer } from '../transport/http-request.ts'
import type { Authorization, AuthorizedRequest, Login } from './authorization.ts'

interface Challenge {
  readonly realm: string
  readonly nonce: string
  readonly opaque: string | undefined
  readonly algorithm: string
  readonly hasQuality: boolean
  readonly isStale: boolean
}

/**
 * HTTP digest (RFC 7616): the password is never sent, only a hash of it with a number that the server gave. The first answer
 * of the server brings that number, and now and then a new one.
 */
export class DigestAuthorization implements Authorization {
  readonly source: string
  readonly #login: Login
  readonly #clientNonce: () => string
  #challenge: Challenge | undefined
  #count = 0

  constructor(source: string, login: Login, clientNonce = () => randomBytes(8).toString('hex')) {
    this.source = source
    this.#login = login
    this.#clientNonce = clientNonce
  }

  get needsChallenge(): boolean {
    return this.#challenge === undefined
  }

  headersFor(request: AuthorizedRequest): Record<string, string> {
    if (!this.#challenge) return {}
    this.#count += 1
    return { authorization: renderResponse(this.#challenge, this.#login, request, this.#count, this.#clientNonce()) }
  }

  /** A login that is refused twice is wrong, unless the server only wants the number of today. */
  learn(answer: HttpAnswer, attempt: number): boolean {
    const found = answer.status === 401 ? parseChallenge(answer) : undefined
    if (!found) return false
    if (found.nonce !== this.#challenge?.nonce) this.#count = 0
    this.#challenge = found
    return attempt === 1 || found.isStale
  }
}

const hashNames: Readonly<Record<string, string>> = { MD5: 'md5', 'SHA-256': 'sha256', 'SHA-512-256': 'sha512-256' }

/** The strongest challenge that we know how to meet. */
function parseChallenge({ headers }: HttpAnswer): Challenge | undefined {
  const header = headers['www-authenticate']
  const text = Array.isArray(header) ? header.join(', ') : (header ?? '')
  const found = text
    .split(/(?:^|,\s*)Digest\s+/i)
    .slice(1)
    .map(challengeOf)
    .filter(({ algorithm }) => hashNames[algorithm.replace(/-sess$/i, '').toUpperCase()] !== undefined)
  return found.find(({ algorithm }) => algorithm.toUpperCase().startsWith('SHA')) ?? found[0]
}

function challengeOf(text: string): Challenge {
  const values = new Map<string, string>()
  for (const [, name, quoted, plain] of text.matchAll(/(\w+)=(?:"((?:[^"\\]|\\.)*)"|([^\s,]+))/g))
    values.set(name!.toLowerCase(), quoted?.replaceAll(/\\(.)/g, '$1') ?? plain!)
  return {
    realm: values.get('realm') ?? '',
    nonce: values.get('nonce') ?? '',
    opaque: values.get('opaque'),
    algorithm: values.get('algorithm') ?? 'MD5',
    hasQuality: (values.get('qop') ?? '').split(/\s*,\s*/).includes('auth'),
    isStale: values.get('stale')?.toLowerCase() === 'true',
  }
}

function renderResponse(
  { realm, nonce, opaque, algorithm, hasQuality }: Challenge,
  { user, password }: Login,
  { method, url }: AuthorizedRequest,
  count: number,
  clientNonce: string,
): string {
  const hash = (text: string) => hashed(algorithm, text)
  const uri = `${url.pathname}${url.search}`
  const turn = count.toString(16).padStart(8, '0')
  const secret = hash(`${user}:${realm}:${password}`)
  const first = /-sess$/i.test(algorithm) ? hash(`${secret}:${nonce}:${clientNonce}`) : secret
  const second = hash(`${method}:${uri}`)
  const between = hasQuality ? `${nonce}:${turn}:${clientNonce}:auth` : nonce
  return [
    `Digest username=${quoted(user)}`,
    `realm=${quoted(realm)}`,
    `nonce=${quoted(nonce)}`,
    `uri=${quoted(uri)}`,
    `algorithm=${algorithm}`,
    `response="${hash(`${first}:${between}:${second}`)}"`,
    ...(opaque === undefined ? [] : [`opaque=${quoted(opaque)}`]),
    ...(hasQuality || /-sess$/i.test(algorithm) ? [`cnonce="${clientNonce}"`] : []),
    ...(hasQuality ? ['qop=auth', `nc=${turn}`] : []),
  ].join(', ')
}

function hashed(algorithm: string, text: string): string {
  const name = hashNames[algorithm.replace(/-sess$/i, '').toUpperCase()]!
  return createHash(name).update(text).digest('hex')
}

function quoted(text: string): string {
  return `"${text.replaceAll(/["\\]/g, '\\$&')}"`
}
