import * as crypto from 'node:crypto'
import * as http from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Service } from './service.ts'

/** Gives out tokens as Google does: for the key of one account, and for one login. */
export interface GoogleLogin {
  /** Tokens that are believed. */
  readonly believed: Set<string>
  /** How far its clock is ahead. */
  secondsAhead: number
  /** Which way each token was asked for. */
  readonly asked: string[]
  /** The file with the key of the account, or that of somebody who is logged in; `service` gives out tokens. */
  keyFile(kind: 'service_account' | 'authorized_user', service: string): string
  /** What it answers who asks with these words of a form. */
  answer(words: URLSearchParams): { readonly status: number; readonly json: unknown }
  /** A new token, for whoever has shown who they are. */
  give(way: string): Record<string, unknown>
}

const email = 'robot@project.iam.gserviceaccount.com'
/** What has to be shown for a token, by who is logged in or comes from another cloud. */
export const shownSecret = 'shown-secret'

export function makeGoogleLogin(): GoogleLogin {
  const { publicKey, privateKey } = crypto.generateKeyPairSync('rsa', { modulusLength: 2048 })
  const believed = new Set<string>()
  const asked: string[] = []
  const give = (way: string) => {
    asked.push(way)
    const token = `token-secret-${asked.length}`
    believed.add(token)
    return { access_token: token, expires_in: 3600, token_type: 'Bearer' }
  }
  const answer: GoogleLogin['answer'] = (words) => {
    const way = wayOf(words)
    const wrong = mistakeIn(words, way, publicKey, login.secondsAhead)
    if (wrong) return { status: 400, json: { error: 'invalid_grant', error_description: wrong } }
    return { status: 200, json: give(way) }
  }
  const secret = privateKey.export({ type: 'pkcs8', format: 'pem' })
  const keyFile: GoogleLogin['keyFile'] = (kind, service) =>
    JSON.stringify({
      type: kind,
      token_uri: `${service}/token`,
      ...(kind === 'service_account'
        ? { client_email: email, private_key: secret, private_key_id: 'id' }
        : { client_id: 'program', client_secret: 'program-secret', refresh_token: shownSecret }),
    })
  const login: GoogleLogin = { believed, secondsAhead: 0, asked, keyFile, answer, give }
  return login
}

function wayOf(words: URLSearchParams): 'account' | 'exchange' | 'login' {
  return words.has('assertion') ? 'account' : words.has('subject_token') ? 'exchange' : 'login'
}

function mistakeIn(
  words: URLSearchParams,
  way: ReturnType<typeof wayOf>,
  key: crypto.KeyObject,
  secondsAhead: number,
): string | undefined {
  if (way === 'account') return claimMistake(words.get('assertion')!, key, secondsAhead)
  const isKnown = words.get(way === 'login' ? 'refresh_token' : 'subject_token') === shownSecret
  return isKnown ? undefined : 'Token has been expired or revoked.'
}

function claimMistake(assertion: string, key: crypto.KeyObject, secondsAhead: number): string | undefined {
  const [header, claim, signature] = assertion.split('.') as [string, string, string]
  const isSigned = crypto.verify(
    'RSA-SHA256',
    Buffer.from(`${header}.${claim}`),
    key,
    Buffer.from(signature, 'base64url'),
  )
  if (!isSigned) return 'Invalid JWT Signature.'
  const { iss, aud, iat } = JSON.parse(Buffer.from(claim, 'base64url').toString())
  if (iss !== email || !aud.endsWith('/token')) return 'Invalid grant: account not found'
  const isNow = Math.abs(iat - secondsAhead - Date.now() / 1000) < 300
  return isNow ? undefined : 'Invalid JWT: Token must be a short-lived token. Check your iat and exp values.'
}

/** What machines in Google's cloud find at an address of their own. `host` is what the variable for it names. */
export async function startMetadataServer(login: GoogleLogin): Promise<Service & { readonly host: string }> {
  const server = http.createServer((request, response) => {
    const isToken = request.url!.startsWith('/computeMetadata/v1/instance/service-accounts/default/token')
    const isMeant = isToken && request.headers['metadata-flavor'] === 'Google'
    response.writeHead(isMeant ? 200 : 404, { 'metadata-flavor': 'Google', 'content-type': 'application/json' })
    response.end(isMeant ? JSON.stringify(login.give('machine')) : '')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () => new Promise<void>((resolve) => (server.close(() => resolve()), server.closeAllConnections())),
  }
}
