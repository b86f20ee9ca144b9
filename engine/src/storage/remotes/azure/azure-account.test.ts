import { describe, expect, it } from 'vitest'
import { type AzureAccount, azureAccount } from './azure-account.ts'

type Texts = Readonly<Record<string, string>>

const found = (options: Texts, variables: Texts = {}, settings: Texts = {}): AzureAccount =>
  azureAccount('azure://data/x', new Map(Object.entries(options)), {
    variables,
    settings: new Map(Object.entries(settings)),
  })

const acme = { account_name: 'acme' }
const principal = { tenant_id: 't', client_id: 'c', client_secret: 's' }

describe('the account of a remote on Azure', () => {
  it.each([
    ['a key', { ...acme, account_key: 'a2V5' }, 'key'],
    ['a SAS token', { ...acme, sas_token: '?sv=1&sig=x' }, 'signature'],
    ['a service principal', { ...acme, ...principal }, 'principal'],
    ['a key before all others', { ...acme, ...principal, account_key: 'a2V5', sas_token: 'sig=x' }, 'key'],
    ['a SAS token before a service principal', { ...acme, ...principal, sas_token: 'sig=x' }, 'signature'],
    ['nothing, if that is wanted', { ...acme, allow_anonymous_login: 'true' }, 'nothing'],
    ['whatever login there is', acme, 'chain'],
  ])('is entered with %s', (_, options, kind) => {
    const { endpoint, access } = found(options as unknown as Texts)
    expect(endpoint).toBe('https://acme.blob.core.windows.net')
    expect(access.kind).toBe(kind)
  })

  it.each([
    ['AccountName=acme;AccountKey=a2V5==', 'https://acme.blob.core.windows.net', 'key'],
    [
      'DefaultEndpointsProtocol=http;AccountName=a;AccountKey=a2V5;EndpointSuffix=chinacloudapi.cn',
      'http://a.blob.chinacloudapi.cn',
      'key',
    ],
    ['BlobEndpoint=http://127.0.0.1:1/a/;AccountName=a;AccountKey=a2V5', 'http://127.0.0.1:1/a', 'key'],
    ['BlobEndpoint=https://b.example.org;SharedAccessSignature=sv=1&sig=x%3D', 'https://b.example.org', 'signature'],
    ['BlobEndpoint=https://b.example.org', 'https://b.example.org', 'chain'],
  ])('is where a connection string says: %s', (connection, endpoint, kind) => {
    const account = found({ ...acme, connection_string: connection })
    expect([account.endpoint, account.access.kind]).toEqual([endpoint, kind])
  })

  it('is what options say before variables before settings', () => {
    const variables = { AZURE_STORAGE_ACCOUNT: 'of-variable', AZURE_STORAGE_KEY: 'a2V5' }
    const settings = { account: 'of-settings', key: 'a2V5' }
    expect(found(acme, variables, settings).endpoint).toContain('//acme.')
    expect(found({}, variables, settings).endpoint).toContain('//of-variable.')
    expect(found({}, {}, settings).endpoint).toContain('//of-settings.')
    expect(found({}, variables).access).toMatchObject({ source: 'the variable AZURE_STORAGE_KEY' })
    expect(found({}, {}, settings).access).toMatchObject({ source: "the settings of Azure's command line" })
    expect(found(acme, { AZURE_STORAGE_CONNECTION_STRING: 'AccountName=b;AccountKey=a2V5' }).access).toMatchObject({
      source: 'the connection string in the variable AZURE_STORAGE_CONNECTION_STRING',
    })
  })

  it.each([
    [{}, "'azure://data/x' needs the option 'account_name' or 'connection_string'"],
    [{ connection_string: 'AccountKey=secret' }, 'the connection string in the options of the remote names no account'],
    [{ ...acme, account_key: 'not base64: secret' }, 'the account key in the options of the remote is not in base64'],
  ])('is missed with a reason and without a secret: %j', (options, message) => {
    expect(() => found(options as unknown as Texts)).toThrow(`config file error: ${message}.`)
  })
})
