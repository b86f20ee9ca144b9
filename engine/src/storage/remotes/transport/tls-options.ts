import * as fs from 'node:fs'
import { explainSystemError } from '../../../foundation/base/index.ts'
import { flagOption, type RemoteOptions, textOption } from '../remote-location.ts'
import type { TransportOptions } from './http-transport.ts'

/** What `ssl_verify`, `cert_path` and `key_path` say. Throws a `Failure` for a file that cannot be read. */
export function tlsOptions(options: RemoteOptions): NonNullable<TransportOptions['tls']> {
  const verify = flagOption(options, 'ssl_verify')
  const authority = verify === undefined ? fileOption(options, 'ssl_verify') : undefined
  const certificate = fileOption(options, 'cert_path')
  const key = fileOption(options, 'key_path') ?? certificate
  return {
    ...(verify === false && { rejectUnauthorized: false }),
    ...(authority && { ca: authority }),
    ...(certificate && { cert: certificate }),
    ...(key && { key }),
  }
}

function fileOption(options: RemoteOptions, name: string): Buffer | undefined {
  const file = textOption(options, name)
  try {
    return file === undefined ? undefined : fs.readFileSync(file)
  } catch (error) {
    throw explainSystemError(error)
  }
}
