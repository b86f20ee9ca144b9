import { Failure } from '../../../foundation/base/index.ts'

export interface GsPlace {
  readonly bucket: string
  /** Without `/` at either end. */
  readonly prefix: string
  /** The URL, for people. */
  readonly name: string
}

/** Nothing in such a URL is encoded: `gs://bucket/100% of it` means that. */
export function gsPlace(url: string): GsPlace {
  const [, bucket, prefix = ''] = /^\w+:\/\/([^/]*)\/*(.*?)\/*$/s.exec(url) ?? []
  if (bucket) return { bucket, prefix, name: `gs://${bucket}${prefix === '' ? '' : `/${prefix}`}` }
  throw new Failure('config', `config file error: '${url}' names no bucket`, { hint: 'The form is gs://BUCKET/PATH.' })
}
