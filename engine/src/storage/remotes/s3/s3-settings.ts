import { createHash } from 'node:crypto'
import { Failure } from '../../../foundation/base/index.ts'

/** What a remote of this kind is told, by option; DVC's names. */
export type RemoteOptions = ReadonlyMap<string, unknown>

export interface S3Settings {
  readonly bucket: string
  /** Without `/` at either end. */
  readonly prefix: string
  readonly endpoint: URL
  /** Whether the bucket stands in the path and not in the name of the host. */
  readonly isPathStyle: boolean
  readonly region: string
  /** Sent with every object that is written. */
  readonly writeHeaders: Readonly<Record<string, string>>
  /** Sent with every request that reads or writes an object. */
  readonly objectHeaders: Readonly<Record<string, string>>
}

export interface S3Defaults {
  readonly region?: string | undefined
  readonly endpoint?: string | undefined
  readonly addressing?: string | undefined
}

/** Where and how, from the remote's URL and options. `defaults` are those of the profile and the environment. */
export function s3Settings(url: URL, options: RemoteOptions, defaults: S3Defaults): S3Settings {
  const region = text(options, 'region') ?? defaults.region ?? 'us-east-1'
  const given = text(options, 'endpointurl') ?? defaults.endpoint
  const scheme = flag(options, 'use_ssl') === false ? 'http' : 'https'
  const endpoint = new URL(given ?? `${scheme}://s3.${region}.${domainOf(region)}`)
  return {
    bucket: url.hostname || decodeURIComponent(url.host),
    prefix: trimmed(decodeURIComponent(url.pathname)),
    endpoint,
    isPathStyle: given === undefined ? defaults.addressing === 'path' : defaults.addressing !== 'virtual',
    region,
    ...headersOf(options),
  }
}

export function text(options: RemoteOptions, name: string): string | undefined {
  const value = options.get(name)
  return value === undefined || value === '' ? undefined : String(value)
}

/** Whether a flag is on; undefined if it is not set. Files hold texts. */
export function flag(options: RemoteOptions, name: string): boolean | undefined {
  const value = text(options, name)?.toLowerCase()
  return value === 'true' ? true : value === 'false' ? false : undefined
}

function domainOf(region: string): string {
  return region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com'
}

function trimmed(path: string): string {
  return path.replaceAll(/^\/+|\/+$/g, '')
}

const grants: Readonly<Record<string, string>> = {
  grant_read: 'x-amz-grant-read',
  grant_read_acp: 'x-amz-grant-read-acp',
  grant_write_acp: 'x-amz-grant-write-acp',
  grant_full_control: 'x-amz-grant-full-control',
}

function headersOf(options: RemoteOptions): Pick<S3Settings, 'writeHeaders' | 'objectHeaders'> {
  const write = new Map<string, string | undefined>([
    ['x-amz-server-side-encryption', text(options, 'sse')],
    ['x-amz-server-side-encryption-aws-kms-key-id', text(options, 'sse_kms_key_id')],
    ['x-amz-acl', text(options, 'acl')],
    ...Object.entries(grants).map(([option, header]) => [header, text(options, option)] as const),
  ])
  const key = text(options, 'sse_customer_key')
  return { writeHeaders: present(write), objectHeaders: key === undefined ? {} : customerKey(key, options) }
}

function present(headers: ReadonlyMap<string, string | undefined>): Record<string, string> {
  const set = [...headers].flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]))
  return Object.fromEntries(set)
}

/** The remote encrypts with this key and forgets it, so it goes with every request. */
function customerKey(key: string, options: RemoteOptions): Record<string, string> {
  const bytes = Buffer.from(key, 'base64')
  if (bytes.length !== 32) {
    throw new Failure('config', 'config file error: sse_customer_key has to be 32 bytes in base64', {
      hint: 'To make one: openssl rand -base64 32',
    })
  }
  const prefix = 'x-amz-server-side-encryption-customer'
  return {
    [`${prefix}-algorithm`]: text(options, 'sse_customer_algorithm') ?? 'AES256',
    [`${prefix}-key`]: key,
    [`${prefix}-key-md5`]: createHash('md5').update(bytes).digest('base64'),
  }
}
