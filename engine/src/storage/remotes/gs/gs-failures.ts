import { Failure } from '../../../foundation/base/index.ts'
import type { HttpAnswer } from '../transport/http-request.ts'
import { explainUnreachableEndpoint, type Meaning, type Meanings } from '../transport/network-failure.ts'
import type { GsPlace } from './gs-place.ts'
import { refusalOf } from './refusal.ts'

const noRight: Meaning = { message: 'these credentials may not do that', hint: '' }
const otherBytes: Meaning = { message: 'other bytes arrived than were sent', hint: 'Run the command again.' }
const tooMuch: Meaning = {
  message: 'it is asked too much',
  hint: 'Run the command again later, or with fewer jobs: -j 4',
}
const closed: Meaning = {
  message: 'it wants to know who asks',
  hint: 'It is not open to everybody. Log in: gcloud auth application-default login. Or name the key of a service account: sterna remote modify --local NAME credentialpath FILE',
}
const noBucket: Meaning = {
  message: 'there is no such bucket',
  hint: 'Look at its name in the URL, or make it first: gcloud storage buckets create gs://BUCKET',
}
const held: Meaning = {
  message: 'a file there is held, or has to be kept for some time',
  hint: 'Ask who keeps the bucket: nothing there can be replaced or deleted before that ends.',
}
const disabled: Meaning = {
  message: 'the project it belongs to is disabled, or nobody pays for it',
  hint: 'Ask who keeps the project, or look at its bill.',
}
const whoPays: Meaning = {
  message: 'who asks has to pay there, and no project is named',
  hint: 'Name the project that pays: GOOGLE_CLOUD_QUOTA_PROJECT=PROJECT',
}
const narrow: Meaning = {
  message: 'this login is not for storage',
  hint: 'The machine has to have the scope devstorage.read_write or cloud-platform; or log in again: gcloud auth application-default login',
}
const fenced: Meaning = {
  message: 'a rule of the organization does not let this machine in',
  hint: 'Ask who keeps the project: it may allow some networks only.',
}

/** Several things have one reason; what the server says tells them apart. The first that fits. */
const bySentence: readonly (readonly [RegExp, Meaning])[] = [
  [/requester pays/i, whoPays],
  [/anonymous caller/i, closed],
  [/\bMD5\b|crc32c/i, otherBytes],
  [/insufficient authentication scopes|insufficientPermissions/i, narrow],
  [/organization's policy|vpcServiceControls/i, fenced],
  [/billing account|account.*is disabled/i, disabled],
  [/bucket does not exist/i, noBucket],
]

const byReason: Meanings = {
  required: closed,
  authError: {
    message: 'it does not believe this login',
    hint: 'Log in again: gcloud auth application-default login. To see where the credentials come from: sterna remote check',
  },
  forbidden: noRight,
  accountDisabled: disabled,
  retentionPolicyNotMet: held,
  objectUnderActiveHold: held,
  notFound: noBucket,
  rateLimitExceeded: tooMuch,
  userRateLimitExceeded: tooMuch,
  conditionNotMet: { message: 'a file there changed while it was read', hint: 'Run the command again.' },
  uploadTooLarge: { message: 'a file is too large for it', hint: 'Objects there have 5 TiB at most.' },
}

/** What a request was for, as far as rights go. */
export interface AskedFor {
  readonly method: string
  readonly key?: string
}

/** What an answer that is no success tells of. Its request, and with it any secret, is not shown. */
export function explainGs(answer: HttpAnswer, { name, bucket }: GsPlace, asked: AskedFor): Failure {
  const { reason, message: said } = refusalOf(answer)
  const sign = `${reason} ${said}`
  const known = bySentence.find(([pattern]) => pattern.test(sign))?.[1] ?? byReason[reason]
  const message = known?.message ?? `it answers ${answer.status} ${reason}`
  const usual = `To try each step by itself: sterna remote check. The bucket is '${bucket}'.`
  return new Failure('remote-refused', `${name}: ${message}.`, {
    hint: known === noRight ? `They need ${rightFor(asked)} on bucket '${bucket}'.` : (known?.hint ?? usual),
  })
}

function rightFor({ method, key }: AskedFor): string {
  const roles = method === 'GET' ? 'Storage Object Viewer' : 'Storage Object User'
  return `${permissionFor(method, key)} (the role ${roles} has it)`
}

function permissionFor(method: string, key: string | undefined): string {
  if (method === 'DELETE') return 'storage.objects.delete'
  if (method !== 'GET') return 'storage.objects.create, and storage.objects.delete to replace'
  return key === undefined ? 'storage.objects.list' : 'storage.objects.get'
}

/** Whether it is the bucket that an answer of 404 misses. */
export function isBucketMissing(answer: HttpAnswer): boolean {
  return /bucket does not exist/i.test(refusalOf(answer).message)
}

/** Some limits are told as a refusal, and are over soon. */
export function isAskedTooMuch(answer: HttpAnswer): boolean {
  return answer.status === 403 && byReason[refusalOf(answer).reason] === tooMuch
}

/** Why nothing answered, where the variables of this scheme are what has to be looked at. */
export function explainUnreachable(error: unknown, name: string, endpoint: string): unknown {
  if (!(error instanceof Failure) || !error.message.startsWith(`${name}: `)) return error
  const whereToLook = 'Is there a network? Look at endpointurl as well: sterna config --list --show-origin'
  return explainUnreachableEndpoint(error, { name, endpoint, whereToLook })
}
