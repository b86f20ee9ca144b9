import type { AzureAccess } from './azure-account.ts'
import type { AzureLogin } from './azure-login.ts'
import { type SignableRequest, sharedKeyAuthorization } from './shared-key.ts'

/** What makes the server believe a request. */
export interface AzureAuthorization {
  /** Where it comes from, for people. */
  source(): Promise<string>
  authorized(request: SignableRequest): Promise<Pick<SignableRequest, 'url' | 'headers'>>
  /** Whether it may be believed the next time, after it was not. */
  renew(): boolean
}

/** The way into an account that was found; `login` is asked where it is a token that somebody has to give out. */
export function azureAuthorization(access: AzureAccess, login: AzureLogin): AzureAuthorization {
  if (access.kind === 'key')
    return lasting(access.source, ({ headers, ...request }) => ({
      url: request.url,
      headers: { ...headers, authorization: sharedKeyAuthorization(access.key, { ...request, headers }) },
    }))
  if (access.kind === 'signature')
    return lasting(access.source, ({ url, headers }) => ({ url: withQuery(url, access.query), headers }))
  if (access.kind === 'nothing') return lasting('none: it is asked without', ({ url, headers }) => ({ url, headers }))
  return {
    source: async () => (await login.token()).source,
    authorized: async ({ url, headers }) => ({
      url,
      headers: { ...headers, authorization: `Bearer ${(await login.token()).token}` },
    }),
    renew: () => login.forget(),
  }
}

function lasting(
  source: string,
  authorize: (request: SignableRequest) => Pick<SignableRequest, 'url' | 'headers'>,
): AzureAuthorization {
  return { source: async () => source, authorized: async (request) => authorize(request), renew: () => false }
}

function withQuery(url: URL, query: string): URL {
  const whole = new URL(url)
  whole.search = url.search === '' ? query : `${url.search}&${query}`
  return whole
}
