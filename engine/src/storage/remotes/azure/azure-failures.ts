import { Failure } from '../../../foundation/base/index.ts'
import { type HttpAnswer, headerOf } from '../transport/http-request.ts'
import { explainUnreachableEndpoint, type Meaning, type Meanings } from '../transport/network-failure.ts'
import { changedMeanwhile, codeOf, statusMeanings } from '../transport/status-meanings.ts'
import { textOf } from '../transport/xml.ts'
import type { AzurePlace } from './azure-place.ts'

const noRight: Meaning = { message: 'these credentials may not do that', hint: '' }
const wrongKey: Meaning = {
  message: 'it does not believe these credentials',
  hint: 'Look at the account key or the SAS token, or log in again: az login. To see where they come from: sterna remote check',
}
const expired: Meaning = {
  message: 'these credentials have expired',
  hint: 'Get a new SAS token, or log in again: az login',
}
const wrongClock: Meaning = {
  message: "this machine's clock differs too much from that of the server",
  hint: 'Set the clock of this machine, or have it set over the network.',
}
const wrongToken: Meaning = { message: 'it does not believe this login', hint: 'Log in again: az login' }
const otherBytes: Meaning = { message: 'other bytes arrived than were sent', hint: 'Run the command again.' }
const noContainer: Meaning = {
  message: 'there is no such container',
  hint: 'Look at its name in the URL, or make it first: az storage container create --name CONTAINER',
}
const locked: Meaning = {
  message: 'a file there is held by a lease or a policy',
  hint: 'Ask who keeps the container: nothing there can be replaced or deleted before that ends.',
}
const closed: Meaning = {
  message: 'it wants to know who asks',
  hint: 'It is not open to everybody. Give an account key, a SAS token or a login: sterna remote modify NAME account_key KEY --local',
}

const meanings: Meanings = {
  AuthenticationFailed: wrongKey,
  AuthorizationFailure: {
    message: 'it does not let this machine or these credentials in',
    hint: 'To see where these credentials come from: sterna remote check. If they are right, the firewall of the storage account may allow some networks only.',
  },
  AuthorizationPermissionMismatch: noRight,
  AuthorizationResourceTypeMismatch: noRight,
  AuthorizationServiceMismatch: noRight,
  InsufficientAccountPermissions: noRight,
  AuthorizationProtocolMismatch: { message: 'these credentials are for https only', hint: 'Give an https endpoint.' },
  AuthorizationSourceIPMismatch: {
    message: 'these credentials are for other machines only',
    hint: 'Get a SAS token that allows this one.',
  },
  KeyBasedAuthenticationNotPermitted: {
    message: 'it takes no account key',
    hint: 'Leave account_key out and log in: az login. Your role there has to be Storage Blob Data Contributor.',
  },
  InvalidAuthenticationInfo: wrongToken,
  NoAuthenticationInformation: closed,
  PublicAccessNotPermitted: closed,
  ResourceNotFound: noContainer,
  ContainerNotFound: noContainer,
  ContainerBeingDeleted: { message: 'the container is being deleted', hint: 'Wait a minute, then make it again.' },
  ContainerDisabled: { message: 'the container is disabled', hint: 'Ask who keeps the storage account.' },
  AccountIsDisabled: { message: 'the account is disabled', hint: 'Ask who keeps it, or look at its bill.' },
  InvalidResourceName: {
    message: 'no container can have this name',
    hint: 'It has 3 to 63 letters in lower case, digits and -: look at the URL.',
  },
  Md5Mismatch: otherBytes,
  InvalidMd5: otherBytes,
  RequestBodyTooLarge: { message: 'a file is too large for it', hint: 'Ask who keeps the storage account.' },
  InvalidBlobOrBlock: {
    message: 'another program has begun to send a large file there under the same name',
    hint: 'Let it end. What it has left behind, the server forgets after a week, or when the file is uploaded anew by it.',
  },
  BlobArchived: {
    message: 'a file is in its archive',
    hint: 'Have it brought back first: az storage blob set-tier --tier Hot',
  },
  BlobImmutableDueToPolicy: locked,
  LeaseIdMissing: locked,
  ConditionNotMet: changedMeanwhile,
}

/** Whether the body was damaged on its way, and may arrive well if it is sent once more. */
export function isDamaged(answer: HttpAnswer): boolean {
  return headerOf(answer, 'x-ms-error-code') === 'Md5Mismatch'
}

/** What a request was for, as far as rights go. */
export interface AskedFor {
  readonly method: string
  readonly key?: string
}

/** What an answer that is no success tells of. Its request, and with it any secret, is not shown. */
export function explainAzure(answer: HttpAnswer, { name, container }: AzurePlace, asked: AskedFor): Failure {
  const body = answer.body.toString()
  const code = headerOf(answer, 'x-ms-error-code') ?? textOf(body, 'Code') ?? byStatus[answer.status]
  const known = meaningOf(answer.status, code, textOf(body, 'AuthenticationErrorDetail'))
  const message = known?.message ?? `it answers ${answer.status}${code ? ` ${code}` : ''}`
  const usual = `To try each step by itself: sterna remote check. The container is '${container}'.`
  return new Failure(codeOf(known), `${name}: ${message}.`, {
    hint: known === noRight ? `They need ${rightFor(asked)} on container '${container}'.` : (known?.hint ?? usual),
  })
}

function meaningOf(status: number, code: string | undefined, detail: string | undefined): Meaning | undefined {
  return byDetail(detail) ?? (code === undefined ? undefined : meanings[code]) ?? statusMeanings[status]
}

/** One code stands for all that can be wrong with a signature; a sentence says which. */
function byDetail(detail: string | undefined): Meaning | undefined {
  if (detail === undefined) return undefined
  if (/not valid in the specified time frame|token is expired|Lifetime validation failed/i.test(detail)) return expired
  return /date header/i.test(detail) ? wrongClock : undefined
}

const writing: Readonly<Record<string, string>> = { PUT: 'create and write', DELETE: 'delete' }

function rightFor({ method, key }: AskedFor): string {
  const role = writing[method] === undefined ? 'Reader' : 'Contributor'
  const right = key === undefined ? 'list' : (writing[method] ?? 'read')
  return `the right to ${right} (in a SAS token), or the role Storage Blob Data ${role} (with a login),`
}

/** Answers of what stands in between have no code. */
const byStatus: Readonly<Record<number, string>> = {
  401: 'InvalidAuthenticationInfo',
  403: 'AuthenticationFailed',
  404: 'ContainerNotFound',
  412: 'ConditionNotMet',
}

/** Why nothing answered, where an account's name and the variables of this scheme are what has to be looked at. */
export function explainUnreachable(error: unknown, name: string, endpoint: string): unknown {
  const whereToLook = 'Look at the name of the account: sterna config --list --show-origin'
  return explainUnreachableEndpoint(error, { name, endpoint, whereToLook })
}
