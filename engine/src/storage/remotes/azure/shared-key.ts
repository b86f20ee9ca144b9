import { createHmac } from 'node:crypto'

export interface SignableRequest {
  readonly method: string
  /** As it is sent, query and all. */
  readonly url: URL
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  /** How long its body is. */
  readonly bytes: number
}

export interface SharedKey {
  readonly account: string
  readonly key: Buffer
}

/** The header that proves to know the account's key: the scheme that Azure calls Shared Key. */
export function sharedKeyAuthorization({ account, key }: SharedKey, request: SignableRequest): string {
  const signature = createHmac('sha256', key).update(textToSign(account, request)).digest('base64')
  return `SharedKey ${account}:${signature}`
}

const plainHeaders = [
  'content-md5',
  'content-type',
  'date',
  'if-modified-since',
  'if-match',
  'if-none-match',
  'if-unmodified-since',
  'range',
]

/** Order and emptiness matter: what is not sent is an empty line, and so is a length of 0. */
export function textToSign(account: string, { method, url, headers, bytes }: SignableRequest): string {
  const own = Object.keys(headers).filter((name) => name.startsWith('x-ms-'))
  return [
    method,
    headers['content-encoding'] ?? '',
    headers['content-language'] ?? '',
    bytes === 0 ? '' : String(bytes),
    ...plainHeaders.map((name) => headers[name] ?? ''),
    ...own.sort().map((name) => `${name}:${headers[name]}`),
    `/${account}${url.pathname}`,
    ...[...url.searchParams].sort(byName).map(([name, value]) => `${name.toLowerCase()}:${value}`),
  ].join('\n')
}

function byName([a]: readonly [string, string], [b]: readonly [string, string]): number {
  return a < b ? -1 : a > b ? 1 : 0
}
