import type * as aws4 from 'aws4'
import { loadPackage } from '../../../foundation/formats/index.ts'
import type { S3Credentials } from './s3-credentials.ts'

export interface SignableRequest {
  readonly method: string
  readonly host: string
  /** With the query. */
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
}

/** Gives a request's headers with the signature for a region. */
export type RequestSigner = (request: SignableRequest, region: string) => Promise<Record<string, string>>

/**
 * Signature version 4. What a body has to be is told by its own MD5 where it is known, so the signature leaves it out;
 * that spares reading it twice. Without credentials nothing is signed: some buckets are open to everybody.
 */
export function requestSigner(credentials: () => Promise<S3Credentials | undefined>): RequestSigner {
  return async ({ method, host, path, headers }, region) => {
    const signer = await credentials()
    if (!signer) return { ...headers, host }
    const request = {
      service: 's3',
      region,
      method,
      host,
      path,
      headers: { ...headers, 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' },
    }
    return loadPackage<typeof aws4>('aws4').sign(request, signer).headers as Record<string, string>
  }
}
