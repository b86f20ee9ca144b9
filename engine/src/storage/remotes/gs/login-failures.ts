import { Failure } from '../../../foundation/base/index.ts'
import type { HttpAnswer } from '../transport/http-request.ts'
import type { Meaning } from '../transport/network-failure.ts'
import { jsonObject } from './json-object.ts'

const loginAgain = 'Log in again: gcloud auth application-default login'
const ended: Meaning = { message: 'this login has ended or was taken back', hint: loginAgain }
const wrongClock: Meaning = {
  message: "this machine's clock differs too much from Google's",
  hint: 'Set the clock of this machine, or have it set over the network.',
}
const wrongKey: Meaning = {
  message: 'its key is not, or no longer, one of its account',
  hint: 'Make a new one: gcloud iam service-accounts keys create FILE --iam-account ACCOUNT',
}
const noAccount: Meaning = {
  message: 'there is no such account, or it is disabled',
  hint: 'Ask who keeps the project: gcloud iam service-accounts list',
}

/** The first that fits what Google says. */
const meanings: readonly (readonly [RegExp, Meaning])[] = [
  [/iat and exp|reasonable timeframe|token used too (early|late)/i, wrongClock],
  [/account not found|disabled_client|account has been (deleted|disabled)|deleted_client/i, noAccount],
  [/invalid jwt|signature/i, wrongKey],
  [/invalid_grant|invalid_rapt|expired|revoked/i, ended],
]

/** Why no token was given, by what the service of tokens answers. What was sent is not shown. */
export function explainLogin(answer: HttpAnswer, source: string): Failure {
  const { error, error_description: described } = jsonObject(answer.body.toString())
  const said = [error, described].filter((text) => typeof text === 'string').join(': ')
  const known = meanings.find(([sign]) => sign.test(said))?.[1]
  const message = known?.message ?? `Google answers ${answer.status}${said === '' ? '' : ` ${said}`}`
  return new Failure('remote-refused', `No token for Google with ${source}: ${message}.`, {
    hint: known?.hint ?? loginAgain,
  })
}

/** The same for Google's own package. Of what it says the first line is for people. */
export function explainPackage(error: Error, source: string): Failure {
  const said = error.message.split('\n', 1)[0]!.trim()
  const known = meanings.find(([sign]) => sign.test(said))?.[1]
  return new Failure('remote-refused', `No token for Google with ${source}: ${known?.message ?? said}.`, {
    hint: known?.hint ?? 'To see where the credentials come from: sterna remote check',
    cause: error,
  })
}
