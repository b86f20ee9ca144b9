import { Failure } from '../../../foundation/base/index.ts'
import type { HttpAnswer } from '../transport/http-request.ts'
import type { Meaning, Meanings } from '../transport/network-failure.ts'
import { changedMeanwhile, codeOf, statusMeanings } from '../transport/status-meanings.ts'
import { textOf } from '../transport/xml.ts'
import type { S3Settings } from './s3-settings.ts'

const noRight: Meaning = { message: 'these credentials may not do that', hint: 'To try each step: sterna remote check' }
const wrongKeys: Meaning = {
  message: 'it does not know these credentials',
  hint: 'Look at access_key_id and secret_access_key, or at the profile. To see where they come from: sterna remote check',
}
const expired: Meaning = {
  message: 'these credentials have expired',
  hint: 'Log in again, for instance with: aws sso login',
}

const meanings: Meanings = {
  AccessDenied: noRight,
  AllAccessDisabled: noRight,
  InvalidAccessKeyId: wrongKeys,
  SignatureDoesNotMatch: wrongKeys,
  InvalidToken: wrongKeys,
  ExpiredToken: expired,
  ExpiredTokenException: expired,
  TokenRefreshRequired: expired,
  RequestTimeTooSkewed: {
    message: "this machine's clock differs too much from that of the server",
    hint: 'Set the clock of this machine, or have it set over the network.',
  },
  NoSuchBucket: { message: 'there is no such bucket', hint: 'Look at its name in the URL, or make it first.' },
  BadDigest: { message: 'other bytes arrived than were sent', hint: 'Run the command again.' },
  InvalidDigest: { message: 'other bytes arrived than were sent', hint: 'Run the command again.' },
  SlowDown: { message: 'it is asked too much', hint: 'Run the command again later, or with fewer jobs: -j 4' },
  EntityTooLarge: {
    message: 'an object is too large for it',
    hint: 'Some servers limit the size of what is sent at once.',
  },
  PreconditionFailed: changedMeanwhile,
  NoSuchUpload: { message: 'an upload in parts was ended by somebody else', hint: 'Run the command again.' },
}

/** What an answer that is no success tells of. Its request, and with it any secret, is not shown. */
export function explainAnswer(answer: HttpAnswer, name: string, { bucket }: S3Settings, asked: AskedFor): Failure {
  const body = answer.body.toString()
  const code = textOf(body, 'Code') ?? byStatus[answer.status]
  const known = (code === undefined ? undefined : meanings[code]) ?? statusMeanings[answer.status]
  const said = textOf(body, 'Message')
  const message = known?.message ?? `it answers ${answer.status}${code ? ` ${code}` : ''}${said ? `: ${said}` : ''}`
  return new Failure(codeOf(known), `${name}: ${message}.`, {
    hint:
      hintFor(known, asked, bucket) ?? `To try each step by itself: sterna remote check. The bucket is '${bucket}'.`,
  })
}

/** What a request was for, as far as rights go. */
export interface AskedFor {
  readonly method: string
  readonly key?: string
}

function hintFor(known: Meaning | undefined, asked: AskedFor, bucket: string): string | undefined {
  if (known !== noRight) return known?.hint
  return `Their policy has to allow ${rightFor(asked)} on bucket '${bucket}'. To try each step: sterna remote check`
}

function rightFor({ method, key }: AskedFor): string {
  if (key === undefined) return method === 'POST' ? 's3:DeleteObject' : 's3:ListBucket'
  return method === 'GET' || method === 'HEAD' ? 's3:GetObject and s3:ListBucket' : 's3:PutObject'
}

/** Whether the body was damaged or stuck on its way, and may arrive well if it is sent once more. */
export function isDamaged(answer: HttpAnswer): boolean {
  return ['BadDigest', 'RequestTimeout'].includes(textOf(answer.body.toString(), 'Code') ?? '')
}

/** Answers to HEAD have no body that could tell. */
const byStatus: Readonly<Record<number, string>> = {
  401: 'AccessDenied',
  403: 'AccessDenied',
  412: 'PreconditionFailed',
}
