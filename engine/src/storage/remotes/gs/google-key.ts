import * as fs from 'node:fs'
import { explainSystemError, Failure, systemErrorCode } from '../../../foundation/base/index.ts'
import { jsonObject } from './json-object.ts'

/** What a file with credentials for Google holds. */
export type GoogleKey = ServiceAccountKey | UserLogin | FurtherKey

export interface ServiceAccountKey extends Billing {
  readonly kind: 'account'
  readonly email: string
  /** In PEM. */
  readonly privateKey: string
  readonly keyId: string | undefined
  readonly tokenUrl: URL
}

/** What somebody gets who logs in with Google's command line. */
export interface UserLogin extends Billing {
  readonly kind: 'user'
  readonly clientId: string
  readonly clientSecret: string
  readonly refreshToken: string
  readonly tokenUrl: URL
}

/** What Google's own package has to make a token of: identities of other clouds, accounts that act for others. */
export interface FurtherKey extends Billing {
  readonly kind: 'further'
  readonly content: Readonly<Record<string, unknown>>
}

interface Billing {
  /** The project that pays, where it is not that of the bucket. */
  readonly quotaProject: string | undefined
}

/** `source` says for people which file it is. */
export function readGoogleKey(file: string, source: string): GoogleKey {
  return parseGoogleKey(readKeyFile(file, source), source)
}

function readKeyFile(file: string, source: string): string {
  try {
    return fs.readFileSync(file, 'utf8')
  } catch (error) {
    if (systemErrorCode(error) !== 'ENOENT') throw explainSystemError(error)
    // The name is left out: some put a token where it should be.
    throw new Failure('config', `config file error: ${source} names a file that is not there.`, {
      hint: 'It has to be the JSON file with the key of a service account: look at its path.',
    })
  }
}

export function parseGoogleKey(text: string, source: string): GoogleKey {
  const content = jsonObject(text)
  const string = (name: string) => (typeof content[name] === 'string' ? content[name] : undefined)
  const quotaProject = string('quota_project_id')
  const key = accountKey(string) ?? userLogin(string) ?? furtherKey(content)
  if (key) return { ...key, quotaProject }
  throw new Failure('config', `config file error: ${source} is no file with credentials for Google.`, {
    hint: 'Make a key of the service account anew: gcloud iam service-accounts keys create FILE --iam-account ACCOUNT',
  })
}

type StringOf = (name: string) => string | undefined
type Unpaid<Key> = Omit<Key, 'quotaProject'>

const usualTokenUrl = 'https://oauth2.googleapis.com/token'
const usualUniverse = 'googleapis.com'

function accountKey(string: StringOf): Unpaid<ServiceAccountKey> | undefined {
  const email = string('client_email')
  const privateKey = string('private_key')
  const isUsual = (string('universe_domain') ?? usualUniverse) === usualUniverse
  if (string('type') !== 'service_account' || !email || !privateKey || !isUsual) return undefined
  return { kind: 'account', email, privateKey, keyId: string('private_key_id'), tokenUrl: tokenUrlOf(string) }
}

function userLogin(string: StringOf): Unpaid<UserLogin> | undefined {
  const clientId = string('client_id')
  const clientSecret = string('client_secret')
  const refreshToken = string('refresh_token')
  if (string('type') !== 'authorized_user' || !clientId || !clientSecret || !refreshToken) return undefined
  return { kind: 'user', clientId, clientSecret, refreshToken, tokenUrl: tokenUrlOf(string) }
}

function tokenUrlOf(string: StringOf): URL {
  const named = string('token_uri')
  return new URL(named !== undefined && URL.canParse(named) ? named : usualTokenUrl)
}

const furtherTypes = [
  'external_account',
  'external_account_authorized_user',
  'gdch_service_account',
  'impersonated_service_account',
  'service_account',
]

function furtherKey(content: FurtherKey['content']): Unpaid<FurtherKey> | undefined {
  const isKnown = furtherTypes.includes(String(content['type']))
  const isWhole = content['type'] !== 'service_account' || typeof content['private_key'] === 'string'
  return isKnown && isWhole ? { kind: 'further', content } : undefined
}
