import { Failure } from '../../../foundation/base/index.ts'
import type { LoginWay } from './login-ways.ts'

export interface Login {
  readonly token: string
  /** When it ends, in milliseconds since 1970. */
  readonly until: number
  /** Where it comes from, for people. */
  readonly source: string
}

/** Somebody who gives out tokens, asked only when one is needed. */
export interface AzureLogin {
  token(): Promise<Login>
  /** Forgets what was given out; whether there was anything. */
  forget(): boolean
}

const millisecondsBefore = 300_000

/** Goes the first way that leads to a token, and keeps that until shortly before it ends. */
export function azureLogin(name: string, ways: () => Promise<readonly LoginWay[]>): AzureLogin {
  let current: Promise<Login> | undefined
  const renewed = async () => await firstLogin(name, await ways())
  return {
    token: async () => {
      const asked = current
      const known = await asked
      if (known && known.until - millisecondsBefore > Date.now()) return known
      if (current === asked) current = renewed()
      return await current!
    },
    forget: () => {
      const had = current !== undefined
      current = undefined
      return had
    },
  }
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
