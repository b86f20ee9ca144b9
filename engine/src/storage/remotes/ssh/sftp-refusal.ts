import { Failure } from '../../../foundation/base/index.ts'
import type { Meaning } from '../transport/network-failure.ts'

/** Why a request was refused, by the number that SFTP gives it. */
export const statuses = { done: 0, atEnd: 1, noSuchFile: 2, notAllowed: 3, failure: 4 } as const

/** A request that the server refused. */
export class SftpRefusal extends Error {
  readonly status: number

  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

export function isRefusal(error: unknown, status: number): boolean {
  return error instanceof SftpRefusal && error.status === status
}

/** Undefined where there is no such file. */
export async function unlessMissing<Result>(asking: Promise<Result>): Promise<Result | undefined> {
  try {
    return await asking
  } catch (error) {
    if (isRefusal(error, statuses.noSuchFile)) return undefined
    throw error
  }
}

/** What the server tells of the disk that a path lies on. */
export interface DiskState {
  readonly isReadOnly: boolean
  readonly freeBytes: number
  readonly freeFiles: number
}

export interface RefusedPlace {
  readonly name: string
  readonly path: string
  readonly login: string
  /** Where the server tells of it: SFTP has one number for all that can be wrong with a disk. */
  readonly disk: DiskState | undefined
}

export function explainRefusal(refusal: SftpRefusal, { name, path, login, disk }: RefusedPlace): Failure {
  const { message, hint } = meaningOf(refusal, disk)
  return new Failure('remote-refused', `${name}: '${path}': ${message}.`, {
    hint: hint.replace('LOGIN', login).replace('PATH', path),
    cause: refusal,
  })
}

const fewBytes = 1 << 20

function meaningOf({ status, message }: SftpRefusal, disk: DiskState | undefined): Meaning {
  if (status === statuses.noSuchFile) return missing
  if (status === statuses.notAllowed) return notAllowed
  if (disk?.isReadOnly) return readOnly
  if (disk && (disk.freeBytes < fewBytes || disk.freeFiles === 0)) return diskFull
  return { message: `the server says "${message}"`, hint: unknownHint }
}

const missing: Meaning = {
  message: 'there is no such file or folder',
  hint: 'Look at the path in the URL: sterna remote list',
}
const notAllowed: Meaning = {
  message: 'we may not read or write that',
  hint: 'See whose it is: LOGIN ls -ld PATH',
}
const readOnly: Meaning = {
  message: 'the disk there is read-only',
  hint: 'Ask who keeps the machine, or give another path: sterna remote modify NAME url URL',
}
const diskFull: Meaning = {
  message: 'the disk there is full',
  hint: 'Free some space there (sterna gc --cloud), or ask who keeps the machine.',
}
const unknownHint = 'Is a quota used up, or a file where a folder should be? See what is there: LOGIN ls -ld PATH'
