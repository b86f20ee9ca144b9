import { describe, expect, it } from 'vitest'
import { Failure } from '../../../foundation/base/index.ts'
import { explainAzure, explainUnreachable } from './azure-failures.ts'

const place = { container: 'data', prefix: 'x', name: 'azure://data/x' }

function told(status: number, code?: string, detail?: string): Failure {
  const body = Buffer.from(
    detail === undefined ? '' : `<Error><AuthenticationErrorDetail>${detail}</AuthenticationErrorDetail></Error>`,
  )
  const headers = code === undefined ? {} : { 'x-ms-error-code': code }
  return explainAzure({ status, headers, body }, place, { method: 'PUT', key: 'x/file' })
}

describe('what Azure refuses', () => {
  it.each([
    [
      403,
      'AuthenticationFailed',
      'The MAC signature is not the same: sig=secret',
      'it does not believe these credentials',
    ],
    [403, 'AuthenticationFailed', 'Request date header too old: yesterday', "this machine's clock differs too much"],
    [
      403,
      'AuthenticationFailed',
      'Signature not valid in the specified time frame: Start',
      'these credentials have expired',
    ],
    [
      401,
      'InvalidAuthenticationInfo',
      'Lifetime validation failed. The token is expired.',
      'these credentials have expired',
    ],
    [401, 'InvalidAuthenticationInfo', undefined, 'it does not believe this login'],
    [401, 'NoAuthenticationInformation', undefined, 'it wants to know who asks'],
    [403, 'AuthorizationPermissionMismatch', undefined, 'these credentials may not do that'],
    [403, 'AuthorizationFailure', undefined, 'it does not let this machine or these credentials in'],
    [404, 'ContainerNotFound', undefined, 'there is no such container'],
    [404, undefined, undefined, 'there is no such container'],
    [400, 'Md5Mismatch', undefined, 'other bytes arrived than were sent'],
    [400, 'InvalidBlobOrBlock', undefined, 'another program has begun to send a large file there'],
    [409, 'BlobArchived', undefined, 'a file is in its archive'],
    [412, 'LeaseIdMissing', undefined, 'a file there is held by a lease or a policy'],
    [503, 'ServerBusy', undefined, 'it is asked too much'],
    [418, 'Teapot', undefined, 'it answers 418 Teapot'],
  ])('%i %s (%s) is told in words, with what helps and without a secret', (status, code, detail, message) => {
    const failure = told(status, code, detail)
    expect(failure.message).toContain(`azure://data/x: ${message}`)
    expect(failure.hint).not.toBe('')
    expect(`${failure.message} ${failure.hint}`).not.toContain('secret')
  })

  it('names the right that is missing', () => {
    expect(told(403, 'AuthorizationPermissionMismatch').hint).toBe(
      "They need the right to create and write (in a SAS token), or the role Storage Blob Data Contributor (with a login), on container 'data'.",
    )
  })
})

describe('an account that cannot be reached', () => {
  const unreachable = (code: string, message: string) =>
    explainUnreachable(
      new Failure('remote-unreachable', message, { hint: 'general', cause: Object.assign(new Error(), { code }) }),
      'azure://data/x',
      'https://acme.blob.core.windows.net',
    ) as Failure

  it('may have another name', () => {
    expect(unreachable('ENOTFOUND', 'x').message).toBe(
      "azure://data/x: there is no machine 'acme.blob.core.windows.net'.",
    )
  })

  it('may have a certificate that nobody knows here', () => {
    expect(unreachable('SELF_SIGNED_CERT_IN_CHAIN', 'its certificate is not trusted').hint).toContain('SSL_CERT_FILE')
  })

  it('is told as it is otherwise', () => {
    expect(unreachable('ECONNREFUSED', 'nobody answers there').hint).toBe('general')
    const other = new Error('other')
    expect(explainUnreachable(other, 'azure://data/x', 'https://a.b')).toBe(other)
  })
})
