import type { Connection } from '../transport/connection.ts'
import { type KeptLogin, keptLogin, type Lasting } from '../transport/kept-login.ts'
import type { Variables } from '../transport/proxies.ts'
import type { GoogleKey } from './google-key.ts'
import { tokenOfFurther, tokenOfMachine } from './google-package.ts'
import { askForToken, type GoogleToken } from './google-token.ts'
import type { GsAccess } from './gs-access.ts'

/** What makes the server believe a request. */
export interface GsAuthorization {
  /** Where it comes from, for people. */
  source(): Promise<string>
  headers(): Promise<Readonly<Record<string, string>>>
  /** Whether it may be believed the next time, after it was not. */
  renew(): boolean
}

export interface GsAuthorizationOptions {
  readonly access: GsAccess
  readonly variables: Variables
  /** The way to the service that gives out tokens. */
  connectionTo(service: URL): Connection
}

interface Login extends Lasting {
  readonly headers: Readonly<Record<string, string>>
  readonly source: string
}

const nothing: Login = { headers: {}, source: 'none: it is asked without', until: Number.POSITIVE_INFINITY }
const ofMachine = 'the account of this machine'

/** Asks for a token when the first request is made, and for another one when that ends or is not believed. */
export function gsAuthorization(options: GsAuthorizationOptions): GsAuthorization {
  const login: KeptLogin<Login> = keptLogin(() => newLogin(options))
  return {
    source: async () => (await login.token()).source,
    headers: async () => (await login.token()).headers,
    renew: () => options.access.kind !== 'nothing' && login.forget(),
  }
}

async function newLogin({ access, variables, connectionTo }: GsAuthorizationOptions): Promise<Login> {
  if (access.kind === 'nothing') return nothing
  const project = variables['GOOGLE_CLOUD_QUOTA_PROJECT']
  if (access.kind === 'machine') {
    const token = await tokenOfMachine(variables, ofMachine)
    return token ? loginWith(token, ofMachine, project) : nothing
  }
  const { key, source } = access
  return loginWith(await tokenOfKey(key, source, connectionTo), source, project || key.quotaProject)
}

function tokenOfKey(
  key: GoogleKey,
  source: string,
  connectionTo: GsAuthorizationOptions['connectionTo'],
): Promise<GoogleToken> {
  if (key.kind === 'further') return tokenOfFurther(key, source)
  return askForToken(key, source, connectionTo(key.tokenUrl))
}

function loginWith({ token, until }: GoogleToken, source: string, project: string | undefined): Login {
  const authorization = `Bearer ${token}`
  return { headers: { authorization, ...(project && { 'x-goog-user-project': project }) }, source, until }
}
