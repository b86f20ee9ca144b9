import { createHash } from 'node:crypto'
import { Failure } from '../../../foundation/base/index.ts'
import { flagOption, type RemoteOptions, textOption } from '../remote-location.ts'

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
export function s3Settings(url: string, options: RemoteOptions, defaults: S3Defaults): S3Settings {
  const region = textOption(options, 'region') ?? defaults.region ?? 'us-east-1'
  const given = textOption(options, 'endpointurl') ?? defaults.endpoint
  const scheme = flagOption(options, 'use_ssl') === false ? 'http' : 'https'
  const endpoint = new URL(given ?? `${scheme}://s3.${region}.${domainOf(region)}`)
  return {
    ...placeOf(url),
    endpoint,
    isPathStyle: given === undefined ? defaults.addressing === 'path' : defaults.addressing !== 'virtual',
    region,
    ...headersOf(options),
  }
}

function domainOf(region: string): string {
  return region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com'
}

/** Nothing in such a URL is encoded: `s3://bucket/100% of it` means that. */
function placeOf(url: string): { readonly bucket: string; readonly prefix: string } {
  const [, bucket, prefix] = /^\w+:\/\/([^/]*)\/*(.*?)\/*$/s.exec(url) ?? []
  if (bucket) return { bucket, prefix: prefix! }
  throw new Failure('config', `config file error: '${url}' names no bucket`, { hint: 'The form is s3://BUCKET/PATH.' })
}

const grants: Readonly<Record<string, string>> = {
  grant_read: 'x-amz-grant-read',
  grant_read_acp: 'x-amz-grant-read-acp',
  grant_write_acp: 'x-amz-grant-write-acp',
  grant_full_control: 'x-amz-grant-full-control',
}

function headersOf(options: RemoteOptions): Pick<S3Settings, 'writeHeaders' | 'objectHeaders'> {
  const write = new Map<string, string | undefined>([
    ['x-amz-server-side-encryption', textOption(options, 'sse')],
    ['x-amz-server-side-encryption-aws-kms-key-id', textOption(options, 'sse_kms_key_id')],
    ['x-amz-acl', textOption(options, 'acl')],
    ...Object.entries(grants).map(([option, header]) => [header, textOption(options, option)] as const),
  ])
  const key = textOption(options, 'sse_customer_key')
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
    [`${prefix}-algorithm`]: textOption(options, 'sse_customer_algorithm') ?? 'AES256',
    [`${prefix}-key`]: key,
    [`${prefix}-key-md5`]: createHash('md5').update(bytes).digest('base64'),
  }
}
