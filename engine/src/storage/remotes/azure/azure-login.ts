import { Failure } from '../../../foundation/base/index.ts'
import { type KeptLogin, keptLogin, type Lasting } from '../transport/kept-login.ts'
import type { LoginWay } from './login-ways.ts'

export interface Login extends Lasting {
  readonly token: string
  /** Where it comes from, for people. */
  readonly source: string
}

/** Somebody who gives out tokens, asked only when one is needed. */
export type AzureLogin = KeptLogin<Login>

/** Goes the first way that leads to a token, and keeps that. */
export function azureLogin(name: string, ways: () => Promise<readonly LoginWay[]>): AzureLogin {
  return keptLogin(async () => await firstLogin(name, await ways()))
}

async function firstLogin(name: string, ways: readonly LoginWay[]): Promise<Login> {
  let refusal: { readonly way: LoginWay; readonly error: Error } | undefined
  for (const way of ways) {
    const found = await way.ask().catch((error: Error) => {
      if (!isUnavailable(error)) refusal ??= { way, error }
      return undefined
    })
    if (found) return { token: found.token, until: found.expiresOnTimestamp, source: way.source }
  }
  throw refusal ? refused(name, refusal.way, refusal.error) : nowhere(name)
}

function isUnavailable({ name }: Error): boolean {
  return name === 'CredentialUnavailableError'
}

function refused(name: string, { source }: LoginWay, error: Error): Failure {
  const said = error.message.split('\n', 1)[0]!.trim()
  return new Failure('remote-refused', `${name}: ${source} gave no token: ${said}`, {
    hint: 'Log in again: az login. Or look at tenant_id, client_id and client_secret.',
    cause: error,
  })
}

function nowhere(name: string): Failure {
  return new Failure('remote-refused', `${name}: no credentials for it are anywhere.`, {
    hint: 'Log in: az login. Or give a key to this machine only: sterna remote modify --local NAME account_key KEY',
  })
}
