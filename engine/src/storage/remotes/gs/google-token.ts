import * as crypto from 'node:crypto'
import { Failure } from '../../../foundation/base/index.ts'
import type { Connection } from '../transport/connection.ts'
import type { HttpRequest } from '../transport/http-request.ts'
import type { ServiceAccountKey, UserLogin } from './google-key.ts'
import { jsonObject } from './json-object.ts'
import { explainLogin } from './login-failures.ts'

export interface GoogleToken {
  readonly token: string
  /** In milliseconds since 1970. */
  readonly until: number
}

/** The right that DVC asks for. */
export const scope = 'https://www.googleapis.com/auth/devstorage.full_control'

const secondsOfClaim = 3600

/** A token for a key, from the service that the key names. */
export async function askForToken(
  key: ServiceAccountKey | UserLogin,
  source: string,
  connection: Connection,
): Promise<GoogleToken> {
  const answer = await connection.send({
    make: () => tokenRequest(key, source),
    explain: (refusal) => explainLogin(refusal, source),
  })
  const { access_token: token, expires_in: seconds } = jsonObject(answer.body.toString())
  if (typeof token !== 'string') throw explainLogin(answer, source)
  return { token, until: Date.now() + 1000 * (Number(seconds) || secondsOfClaim) }
}

function tokenRequest(key: ServiceAccountKey | UserLogin, source: string): HttpRequest {
  return {
    method: 'POST',
    url: key.tokenUrl,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: Buffer.from(new URLSearchParams(wordsFor(key, source)).toString()),
  }
}

function wordsFor(key: ServiceAccountKey | UserLogin, source: string): Record<string, string> {
  if (key.kind === 'account') {
    const assertion = signedClaim(key, source, Date.now())
    return { grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion }
  }
  const { clientId, clientSecret, refreshToken } = key
  return {
    grant_type: 'refresh_token',
    client_id: clientId,
    client_secret: clientSecret,
    refresh_token: refreshToken,
  }
}

/** Says who asks for what, signed with the key of the account: a JSON Web Token. */
export function signedClaim(
  { email, privateKey, keyId, tokenUrl }: ServiceAccountKey,
  source: string,
  now: number,
): string {
  const begin = Math.floor(now / 1000)
  const header = { alg: 'RS256', typ: 'JWT', ...(keyId === undefined ? {} : { kid: keyId }) }
  const claim = { iss: email, scope, aud: tokenUrl.href, iat: begin, exp: begin + secondsOfClaim }
  const text = [header, claim].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')
  return `${text}.${signature(text, privateKey, source)}`
}

function signature(text: string, privateKey: string, source: string): string {
  try {
    return crypto.sign('RSA-SHA256', Buffer.from(text), privateKey).toString('base64url')
  } catch {
    // The cause is left out: it may quote the key.
    throw new Failure('config', `config file error: the private key in ${source} cannot be used to sign.`, {
      hint: 'Download it again: gcloud iam service-accounts keys create FILE --iam-account ACCOUNT',
    })
  }
}
