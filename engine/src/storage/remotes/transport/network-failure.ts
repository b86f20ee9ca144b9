import { Failure, systemErrorCode } from '../../../foundation/base/index.ts'

/** What the system says when a place cannot be reached, for people. Anything else comes back as it is. */
export function explainNetworkError(error: unknown, place: string): unknown {
  const code = systemErrorCode(error)
  const known = code === undefined ? undefined : (meanings[code] ?? (isCertificate(code) ? certificate : undefined))
  if (known === undefined) return error
  return new Failure('remote-unreachable', `${place}: ${known.message}.`, { hint: known.hint, cause: error })
}

interface Meaning {
  readonly message: string
  readonly hint: string
}

const cutOff: Meaning = {
  message: 'the connection was cut off again and again',
  hint: 'Run the command again: what has arrived is kept.',
}
const certificate: Meaning = {
  message: 'its certificate is not trusted',
  hint: 'Give the certificate of who signed it: sterna remote modify NAME ssl_verify FILE',
}

const meanings: Readonly<Record<string, Meaning>> = {
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
  EPROTO: { message: 'it does not speak TLS', hint: 'Perhaps the URL should begin with http:// there.' },
}

function isCertificate(code: string): boolean {
  return /CERT|SELF_SIGNED|UNABLE_TO_|ALTNAME|ERR_TLS|ERR_SSL/.test(code)
}
