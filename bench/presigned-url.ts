import { createHash, createHmac } from 'node:crypto'

export interface S3Keys {
  readonly endpoint: string
  readonly accessKeyId: string
  readonly secretAccessKey: string
}

/** A URL with which a program that knows no keys may do one thing for an hour: signature version 4, in the query. */
export function presignedUrl(method: 'GET' | 'PUT', path: string, keys: S3Keys, now = new Date()): string {
  const { host } = new URL(keys.endpoint)
  const time = now.toISOString().replaceAll(/[-:]|\.\d+/g, '')
  const scope = `${time.slice(0, 8)}/us-east-1/s3/aws4_request`
  const query = new URLSearchParams({
    'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
    'X-Amz-Credential': `${keys.accessKeyId}/${scope}`,
    'X-Amz-Date': time,
    'X-Amz-Expires': '3600',
    'X-Amz-SignedHeaders': 'host',
  })
  const canonical = `${method}\n${path}\n${query}\nhost:${host}\n\nhost\nUNSIGNED-PAYLOAD`
  const toSign = `AWS4-HMAC-SHA256\n${time}\n${scope}\n${createHash('sha256').update(canonical).digest('hex')}`
  const step = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest()
  const key = scope.split('/').reduce<string | Buffer>(step, `AWS4${keys.secretAccessKey}`)
  return `${keys.endpoint}${path}?${query}&X-Amz-Signature=${step(key, toSign).toString('hex')}`
}
