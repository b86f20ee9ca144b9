import { Failure, systemErrorCode } from '../../../foundation/base/index.ts'

/** What an error is, in words for people, and what helps. */
export interface Meaning {
  readonly message: string
  readonly hint: string
}

/** Meanings by the code that the system or a server gives. */
export type Meanings = Readonly<Record<string, Meaning>>

/** What the system says when a place cannot be reached, for people. Anything else comes back as it is. */
export function explainNetworkError(error: unknown, place: string): unknown {
  const code = systemErrorCode(error)
  const known = code === undefined ? undefined : meaningOf(code)
  if (known === undefined) return error
  return new Failure('remote-unreachable', `${place}: ${known.message}.`, { hint: known.hint, cause: error })
}

/**
 * The same of a place whose machine is named by settings, where `whereToLook` is for a name that there is none of, and whose
 * certificates are believed by a variable. Anything else comes back as it is.
 */
export function explainUnreachableEndpoint(
  error: unknown,
  { name, endpoint, whereToLook }: { readonly name: string; readonly endpoint: string; readonly whereToLook: string },
): unknown {
  if (!(error instanceof Failure) || error.code !== 'remote-unreachable') return error
  const { message, cause } = error
  const told = (text: string, hint: string) => new Failure('remote-unreachable', text, { hint, cause })
  if (systemErrorCode(cause) === 'ENOTFOUND')
    return told(`${name}: there is no machine '${new URL(endpoint).host}'.`, whereToLook)
  if (!message.includes('certificate')) return error
  return told(message, 'Name the file with the certificate of who signed it in SSL_CERT_FILE.')
}

function meaningOf(code: string): Meaning | undefined {
  if (code.startsWith('HPE_')) return noHttp
  return meanings[code] ?? (isCertificate(code) ? certificate : undefined)
}

const noHttp: Meaning = {
  message: 'what answers there does not speak HTTP',
  hint: 'Look at the port: sterna remote list. Perhaps the URL should begin with https:// there.',
}
const cutOff: Meaning = {
  message: 'the connection was cut off again and again',
  hint: 'Run the command again: what has arrived is kept.',
}
const noTls: Meaning = {
  message: 'it does not speak TLS',
  hint: 'Perhaps the URL should begin with http:// there.',
}
const certificate: Meaning = {
  message: 'its certificate is not trusted',
  hint: 'Give the certificate of who signed it: sterna remote modify NAME ssl_verify FILE',
}

const meanings: Meanings = {
  ENOTFOUND: { message: 'there is no machine of this name', hint: 'Look at the name in the URL: sterna remote list' },
  EAI_AGAIN: { message: 'no name server answers', hint: 'Is there a network?' },
  ECONNREFUSED: { message: 'nobody answers there', hint: 'Is the server running, and is the port right?' },
  ENETUNREACH: { message: 'there is no way to that network', hint: 'Is there a network, or a VPN that has to be on?' },
  EHOSTUNREACH: { message: 'there is no way to that machine', hint: 'Is there a network, or a VPN that has to be on?' },
  ETIMEDOUT: {
    message: 'no answer in time',
    hint: 'Is the network slow? Run the command again: what has arrived is kept.',
  },
  ECONNRESET: cutOff,
  EPIPE: cutOff,
  EPROTO: noTls,
  ERR_SSL_WRONG_VERSION_NUMBER: noTls,
  ERR_SSL_PACKET_LENGTH_TOO_LONG: noTls,
}

/** TLS has many codes for it, such as `ERR_TLS_CERT_…` and `SELF_SIGNED_CERT_IN_CHAIN`. */
function isCertificate(code: string): boolean {
  return /CERT|SELF_SIGNED|UNABLE_TO_|ERR_TLS|ERR_SSL/.test(code)
}
