import { createHmac, hash } from 'node:crypto'
import { KeyedHash } from './keyed-hash.ts'
import type { S3Credentials } from './s3-credentials.ts'

export interface SignableRequest {
  readonly method: string
  readonly host: string
  /** With the query; both encoded strictly. */
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
}

export interface Signing {
  readonly credentials: S3Credentials
  readonly region: string
  /** `20130524T000000Z`. */
  readonly time: string
}

/** That a signature does not say what the body is: S3 looks at the body's MD5 instead, where there is one. */
const unsignedPayload = 'UNSIGNED-PAYLOAD'

/**
 * The headers of a request with signature version 4, as "Signature Calculations for the Authorization Header" of S3's API
 * reference has it. Written by hand: what packages do for every service of AWS costs twice a whole request.
 */
export function withSignature(request: SignableRequest, signing: Signing): Record<string, string> {
  const { credentials, region, time } = signing
  const headers = presentHeaders(request, signing)
  const names = Object.keys(headers).sort()
  const signed = names.join(';')
  const scope = `${time.slice(0, 8)}/${region}/s3/aws4_request`
  const canonical = canonicalRequest(request, headers, names, signed)
  const toSign = `AWS4-HMAC-SHA256\n${time}\n${scope}\n${hash('sha256', canonical)}`
  const signature = keyOf(credentials, scope).of(toSign)
  headers['authorization'] =
    `AWS4-HMAC-SHA256 Credential=${credentials.accessKeyId}/${scope}, SignedHeaders=${signed}, Signature=${signature}`
  return headers
}

function presentHeaders({ host, headers }: SignableRequest, { credentials, time }: Signing): Record<string, string> {
  const present: Record<string, string> = { host, 'x-amz-content-sha256': unsignedPayload, 'x-amz-date': time }
  if (credentials.sessionToken) present['x-amz-security-token'] = credentials.sessionToken
  for (const name of Object.keys(headers)) present[name.toLowerCase()] = headers[name]!
  return present
}

function canonicalRequest(
  { method, path }: SignableRequest,
  headers: Readonly<Record<string, string>>,
  names: readonly string[],
  signed: string,
): string {
  const question = path.indexOf('?')
  const resource = question < 0 ? path : path.slice(0, question)
  const query =
    question < 0
      ? ''
      : path
          .slice(question + 1)
          .split('&')
          .sort()
          .join('&')
  let lines = ''
  for (const name of names) lines += `${name}:${singleSpaced(headers[name]!)}\n`
  return `${method}\n${resource}\n${query}\n${lines}\n${signed}\n${headers['x-amz-content-sha256']}`
}

function singleSpaced(value: string): string {
  const trimmed = value.trim()
  return trimmed.includes('  ') ? trimmed.replaceAll(/ {2,}/g, ' ') : trimmed
}

/** Keys hold for a day and a region; the last one is kept. */
let kept: { readonly secret: string; readonly scope: string; readonly key: KeyedHash } | undefined

function keyOf({ secretAccessKey: secret }: S3Credentials, scope: string): KeyedHash {
  if (kept?.secret !== secret || kept.scope !== scope) {
    const step = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest()
    const [first, ...others] = scope.split('/')
    const key = others.reduce<Buffer>(step, step(`AWS4${secret}`, first!))
    kept = { secret, scope, key: new KeyedHash(key) }
  }
  return kept.key
}
