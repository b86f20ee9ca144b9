import { noHttp } from './no-http.ts'

/** The head of an answer, and what it says of its body and of the connection. */
export interface AnswerHead {
  readonly status: number
  /** Names in lower case; what is said several times stands there with commas. */
  readonly headers: Readonly<Record<string, string>>
  readonly isChunked: boolean
  readonly length: number | undefined
  /** Whether the other side keeps the connection open. */
  readonly mayStay: boolean
}

const statusLine = /^HTTP\/1\.([01]) (\d{3})(?: |$)/

/** `text` is the head without the empty line that ends it. */
export function readHead(text: string): AnswerHead {
  const lines = text.split('\r\n')
  const [, minor, status] = statusLine.exec(lines[0]!) ?? []
  if (status === undefined) throw noHttp('it does not begin with a status')
  const headers = readHeaders(lines)
  const isChunked = isChunkedBody(headers['transfer-encoding'])
  const length = lengthOf(headers['content-length'])
  const isTwofold = isChunked && length !== undefined
  return {
    status: Number(status),
    headers,
    isChunked,
    length,
    mayStay: !isTwofold && staysOpen(minor!, headers['connection']),
  }
}

/** Whether an answer of this status to a request of this method has a body. */
export function mayHaveBody(method: string, status: number): boolean {
  return method !== 'HEAD' && status !== 204 && status !== 304
}

function readHeaders(lines: readonly string[]): Record<string, string> {
  const headers: Record<string, string> = {}
  for (let i = 1; i < lines.length; i++) {
    const line = lines[i]!
    const colon = line.indexOf(':')
    if (colon <= 0 || line[0] === ' ' || line[0] === '\t') throw noHttp('a header has no name')
    const name = line.slice(0, colon).toLowerCase()
    const value = line.slice(colon + 1).trim()
    headers[name] = Object.hasOwn(headers, name) ? `${headers[name]}, ${value}` : value
  }
  return headers
}

function isChunkedBody(encoding: string | undefined): boolean {
  if (encoding === undefined) return false
  if (encoding.toLowerCase() !== 'chunked') throw noHttp('its body is coded in a way that was not asked for')
  return true
}

/** Said several times, it has to be the same each time. */
function lengthOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const [first, ...others] = text.split(', ')
  if (!/^\d{1,15}$/.test(first!) || others.some((other) => other !== first)) throw noHttp('its length is no number')
  return Number(first)
}

function staysOpen(minor: string, connection = ''): boolean {
  const words = connection.toLowerCase()
  return minor === '1' ? !words.includes('close') : words.includes('keep-alive')
}
