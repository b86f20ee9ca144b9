import { Failure } from '../../../foundation/base/index.ts'
import type { FilePart } from '../remote-files.ts'
import type { HttpRequest } from './http-request.ts'

/** Methods of which nobody expects a body, so that its length need not be told where there is none. */
const bodiless = new Set(['GET', 'HEAD', 'DELETE', 'OPTIONS'])
const unsafe = /[^\t\x20-\x7e\x80-\xff]/

/** The head of a request, as it goes over the connection. `target` is its path, or for a proxy the whole URL. */
export function requestHead({ method, url, headers, body }: HttpRequest, target: string): string {
  let head = `${method} ${target} HTTP/1.1\r\n`
  if (headers['host'] === undefined) head += `host: ${url.host}\r\n`
  for (const name in headers) head += `${name}: ${headers[name]}\r\n`
  if (body !== undefined || !bodiless.has(method))
    head += `content-length: ${body === undefined ? 0 : lengthOf(body)}\r\n`
  refuseUnsafe(headers, target)
  return `${head}connection: keep-alive\r\n\r\n`
}

export function lengthOf(body: Uint8Array | FilePart): number {
  return body instanceof Uint8Array ? body.length : body.bytes
}

/** What ends a line would begin a header of its own. Its value may be a secret. */
function refuseUnsafe(headers: HttpRequest['headers'], target: string): void {
  if (unsafe.test(target))
    throw new Failure('usage', `'${target}' cannot be asked for: it has a character that no URL has.`)
  for (const name in headers)
    if (unsafe.test(headers[name]!))
      throw new Failure('config', `The header '${name}' has a character that cannot be sent.`, {
        hint: 'Is there an end of line in a password or token? Give it without: sterna remote modify --local',
      })
}
