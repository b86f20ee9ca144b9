import type { S3Credentials } from './s3-credentials.ts'
import { type SignableRequest, withSignature } from './signature.ts'

export type { SignableRequest } from './signature.ts'

/** Gives a request's headers with the signature for a region. */
export type RequestSigner = (
  request: SignableRequest,
  region: string,
) => Record<string, string> | Promise<Record<string, string>>

/**
 * Signs with what the credentials are at the moment. What a body has to be is told by its own MD5 where it is known, so
 * the signature leaves it out; that spares reading it twice. Without credentials nothing is signed: some buckets are open
 * to everybody.
 */
export function requestSigner(
  credentials: () => S3Credentials | undefined | Promise<S3Credentials | undefined>,
): RequestSigner {
  const sign = (request: SignableRequest, region: string, found: S3Credentials | undefined) =>
    found
      ? withSignature(request, { credentials: found, region, time: timeNow() })
      : { ...request.headers, host: request.host }
  return (request, region) => {
    const found = credentials()
    return found instanceof Promise
      ? found.then((waitedFor) => sign(request, region, waitedFor))
      : sign(request, region, found)
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
