import { Failure } from '../../../foundation/base/index.ts'
import { type RemoteOptions, textOption } from '../remote-location.ts'
import type { Variables } from '../transport/proxies.ts'

/** Where Google's storage, or what stands in for it, is reached; without `/` at the end. */
export function gsEndpoint(options: RemoteOptions, variables: Variables): string {
  const universe = variables['GOOGLE_CLOUD_UNIVERSE_DOMAIN'] || 'googleapis.com'
  const named = textOption(options, 'endpointurl') ?? emulator(variables) ?? `https://storage.${universe}`
  if (/^https?:\/\//.test(named) && URL.canParse(named)) return named.replace(/\/+$/, '')
  throw new Failure('config', `config file error: '${named}' is no URL of a server for gs://.`, {
    hint: 'The form is http://HOST:PORT: look at the option endpointurl and the variable STORAGE_EMULATOR_HOST.',
  })
}

function emulator(variables: Variables): string | undefined {
  const host = variables['STORAGE_EMULATOR_HOST']
  if (!host || host === 'default') return undefined
  return /^https?:\/\//.test(host) ? host : `http://${host}`
}
