import type { S3Credentials } from './s3-credentials.ts'
import { type SignableRequest, withSignature } from './signature.ts'

export type { SignableRequest } from './signature.ts'

/** Gives a request's headers with the signature for a region. */
export type RequestSigner = (request: SignableRequest, region: string) => Promise<Record<string, string>>

/**
 * Signs with what the credentials are at the moment. What a body has to be is told by its own MD5 where it is known, so
 * the signature leaves it out; that spares reading it twice. Without credentials nothing is signed: some buckets are open
 * to everybody.
 */
export function requestSigner(credentials: () => Promise<S3Credentials | undefined>): RequestSigner {
  return async (request, region) => {
    const found = await credentials()
    if (!found) return { ...request.headers, host: request.host }
    return withSignature(request, { credentials: found, region, time: timeNow() })
  }
}

let second = 0
let time = ''

/** Made anew once a second, not for each of thousands of requests. */
function timeNow(): string {
  const now = Math.floor(Date.now() / 1000)
  if (now !== second) time = new Date(now * 1000).toISOString().replaceAll(/[-:]|\.\d{3}/g, '')
  second = now
  return time
}
