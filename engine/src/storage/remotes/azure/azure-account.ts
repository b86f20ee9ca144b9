import { Failure } from '../../../foundation/base/index.ts'
import { flagOption, type RemoteOptions, textOption } from '../remote-location.ts'
import type { SharedKey } from './shared-key.ts'

/** How a remote shows that it may ask. `source` says for people where that comes from; never a part of it. */
export type AzureAccess =
  | { readonly kind: 'key'; readonly key: SharedKey; readonly source: string }
  | { readonly kind: 'signature'; readonly query: string; readonly source: string }
  | { readonly kind: 'principal'; readonly principal: ServicePrincipal; readonly source: string }
  | { readonly kind: 'chain' }
  | { readonly kind: 'nothing' }

export interface ServicePrincipal {
  readonly tenant: string
  readonly client: string
  readonly secret: string
}

export interface AzureAccount {
  /** Where its containers are, without `/` at the end. */
  readonly endpoint: string
  readonly access: AzureAccess
}

export interface AzurePlaces {
  readonly variables: Readonly<Record<string, string | undefined>>
  /** The section `storage` of the settings of Azure's command line. */
  readonly settings: ReadonlyMap<string, string>
}

interface Found {
  readonly value: string
  readonly source: string
}

/** The account and the way into it, from the same options, variables and settings, in the same order, as DVC finds them. */
export function azureAccount(url: string, options: RemoteOptions, places: AzurePlaces): AzureAccount {
  const look = lookIn(options, places)
  const connection = look('connection_string', ['AZURE_STORAGE_CONNECTION_STRING'])
  if (connection) return connected(connection, options, look)
  const account = look('account_name', ['AZURE_STORAGE_ACCOUNT', 'AZURE_STORAGE_ACCOUNT_NAME'], 'account')
  if (account) return { endpoint: hostOf(account.value), access: accessTo(account.value, options, look) }
  throw new Failure('config', `config file error: '${url}' needs the option 'account_name' or 'connection_string'.`, {
    hint: 'The name of the storage account: sterna remote modify NAME account_name ACCOUNT',
  })
}

type Look = (option: string, variables: readonly string[], setting?: string) => Found | undefined

function lookIn(options: RemoteOptions, { variables, settings }: AzurePlaces): Look {
  return (option, names, setting = option) => {
    const places = [
      { value: textOption(options, option), source: 'the options of the remote' },
      ...names.map((name) => ({ value: variables[name], source: `the variable ${name}` })),
      { value: settings.get(setting), source: "the settings of Azure's command line" },
    ]
    return places.find((place): place is Found => place.value !== undefined && place.value !== '')
  }
}

function hostOf(account: string, suffix = 'core.windows.net', protocol = 'https'): string {
  return `${protocol}://${account}.blob.${suffix}`
}

/** What a connection string says; one that names no secret only says where. */
function connected({ value, source }: Found, options: RemoteOptions, look: Look): AzureAccount {
  const parts = parseConnectionString(value)
  const account = parts('AccountName')
  const endpoint = parts('BlobEndpoint')?.replace(/\/+$/, '') ?? (account && endpointOf(account, parts))
  if (!endpoint) {
    throw new Failure('config', `config file error: the connection string in ${source} names no account.`, {
      hint: 'Copy it whole from the access keys of the storage account. Quote it: it has semicolons in it.',
    })
  }
  const key = parts('AccountKey')
  const signature = parts('SharedAccessSignature')
  const from = `the connection string in ${source}`
  if (key && account) return { endpoint, access: keyOf(account, { value: key, source: from }) }
  if (signature) return { endpoint, access: { kind: 'signature', query: queryOf(signature), source: from } }
  return { endpoint, access: accessTo(account ?? '', options, look) }
}

function endpointOf(account: string, parts: ConnectionParts): string {
  return hostOf(account, parts('EndpointSuffix'), parts('DefaultEndpointsProtocol'))
}

type ConnectionParts = (name: string) => string | undefined

/** Capitals do not matter in names. Values may have `=` in them. */
function parseConnectionString(text: string): ConnectionParts {
  const found = text.split(';').map((part) => /^\s*([^=]+?)\s*=\s*(.*?)\s*$/.exec(part))
  const parts = new Map(found.flatMap((part) => (part?.[2] ? [[part[1]!.toLowerCase(), part[2]] as const] : [])))
  return (name) => parts.get(name.toLowerCase())
}

function accessTo(account: string, options: RemoteOptions, look: Look): AzureAccess {
  const key = look('account_key', ['AZURE_STORAGE_KEY', 'AZURE_STORAGE_ACCOUNT_KEY'], 'key')
  if (key) return keyOf(account, key)
  const signature = look('sas_token', ['AZURE_STORAGE_SAS_TOKEN'])
  if (signature) return { kind: 'signature', query: queryOf(signature.value), source: signature.source }
  const tenant = look('tenant_id', ['AZURE_STORAGE_TENANT_ID'])
  const client = look('client_id', ['AZURE_STORAGE_CLIENT_ID'])
  const secret = look('client_secret', ['AZURE_STORAGE_CLIENT_SECRET'])
  if (tenant && client && secret) {
    const principal = { tenant: tenant.value, client: client.value, secret: secret.value }
    return { kind: 'principal', principal, source: `the service principal in ${client.source}` }
  }
  return { kind: flagOption(options, 'allow_anonymous_login') === true ? 'nothing' : 'chain' }
}

function keyOf(account: string, { value, source }: Found): AzureAccess {
  if (/^[\w+/]+={0,2}$/.test(value)) return { kind: 'key', key: { account, key: Buffer.from(value, 'base64') }, source }
  throw new Failure('config', `config file error: the account key in ${source} is not in base64.`, {
    hint: 'Copy it whole, with the = at its end, from the access keys of the storage account.',
  })
}

function queryOf(signature: string): string {
  return signature.replace(/^\?/, '')
}
