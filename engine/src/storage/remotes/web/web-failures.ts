import { Failure } from '../../../foundation/base/index.ts'
import type { HttpAnswer } from '../transport/http-request.ts'
import type { Meaning } from '../transport/network-failure.ts'
import { changedMeanwhile, codeOf, statusMeanings } from '../transport/status-meanings.ts'

const meanings: Readonly<Record<number, Meaning>> = {
  ...statusMeanings,
  400: {
    message: 'it does not understand what was sent',
    hint: 'Run the command again: it may have been damaged on the way. If that does not help: sterna remote check',
  },
  401: {
    message: 'it wants to know who asks, or does not believe it',
    hint: 'Look at auth, user and password. To give a password to this machine only: sterna remote modify --local NAME password PASSWORD',
  },
  403: { message: 'it does not allow that', hint: 'Ask who keeps the server whether you may read and write there.' },
  404: { message: 'there is nothing at this place', hint: 'Look at the URL: sterna remote list' },
  405: {
    message: 'it cannot be written there this way',
    hint: 'Perhaps it is read-only, or wants another method: sterna remote modify NAME method PUT',
  },
  407: {
    message: 'a proxy on the way wants to know who asks',
    hint: 'Name it like this: HTTPS_PROXY=http://USER:PASSWORD@HOST:PORT',
  },
  409: { message: 'a folder on the way is missing there', hint: 'Look at the URL: sterna remote list' },
  412: changedMeanwhile,
  413: { message: 'a file is too large for it', hint: 'Ask who keeps the server to allow larger ones.' },
  423: { message: 'a file is locked there', hint: 'Run the command again when nobody works on it.' },
  501: { message: 'it cannot be written there this way', hint: 'Perhaps it is read-only.' },
  507: { message: 'its disk is full', hint: 'Free some space there, or ask who keeps the server.' },
}

/** What an answer that is no success tells of. Its request, and with it any secret, is not shown. */
export function explainStatus({ status }: HttpAnswer, name: string): Failure {
  const known = meanings[status]
  return new Failure(codeOf(known), `${name}: ${known?.message ?? `it answers ${status}`}.`, {
    hint: known?.hint ?? 'To try each step by itself: sterna remote check',
  })
}
