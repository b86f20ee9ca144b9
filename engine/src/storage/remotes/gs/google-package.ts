import type * as google from 'google-auth-library'
import { loadPackage } from '../../../foundation/formats/index.ts'
import { hasMetadataService } from '../transport/metadata-service.ts'
import type { Variables } from '../transport/proxies.ts'
import type { FurtherKey } from './google-key.ts'
import { type GoogleToken, scope } from './google-token.ts'
import { explainPackage } from './login-failures.ts'

/** A token for a key that only Google's own package understands; it is loaded for that. */
export async function tokenOfFurther({ content }: FurtherKey, source: string): Promise<GoogleToken> {
  const { GoogleAuth } = loadGoogle()
  try {
    const auth = new GoogleAuth({ scopes: scope, credentials: content as google.JWTInput })
    return await tokenOf(await auth.getClient())
  } catch (error) {
    throw explainPackage(error as Error, source)
  }
}

/** A token for the account that the machine itself has; undefined where it has none. */
export async function tokenOfMachine(variables: Variables, source: string): Promise<GoogleToken | undefined> {
  if (!(await mayHaveAccount(variables))) return undefined
  const { Compute } = loadGoogle()
  try {
    return await tokenOf(new Compute({ scopes: scope }))
  } catch (error) {
    if (isAnotherCloud(error as Error)) return undefined
    throw explainPackage(error as Error, source)
  }
}

async function tokenOf(client: google.AuthClient): Promise<GoogleToken> {
  const { token } = await client.getAccessToken()
  if (!token) throw new Error('it gave no token')
  return { token, until: client.credentials.expiry_date ?? Date.now() + usualLife }
}

const usualLife = 3_600_000

async function mayHaveAccount(variables: Variables): Promise<boolean> {
  if (variables['NO_GCE_CHECK'] === 'true' || variables['METADATA_SERVER_DETECTION'] === 'none') return false
  return Boolean(variables['GCE_METADATA_HOST'] || variables['GCE_METADATA_IP']) || (await hasMetadataService())
}

/** Other clouds have their own service at that address, and machines in Google's need not have an account. */
function isAnotherCloud(error: Error & { readonly status?: number; readonly response?: { readonly status: number } }) {
  const status = error.response?.status ?? error.status
  return error.message.includes('Metadata-Flavor') || (status !== undefined && [400, 401, 403, 404].includes(status))
}

function loadGoogle(): typeof google {
  return loadPackage<typeof google>('google-auth-library')
}
