/** Why a failure happened, as far as a program has to know. The list is documented in docs/failures.md. */
export type FailureCode =
  | 'config'
  | 'composition'
  | 'conflict'
  | 'corrupt-object'
  | 'data-not-sent'
  | 'disk-full'
  | 'experiment-exists'
  | 'experiment-pinned'
  | 'file-exists'
  | 'file-missing'
  | 'file-unreadable'
  | 'file-format'
  | 'git'
  | 'ignore-file-inside'
  | 'ignored'
  | 'interrupted'
  | 'interpolation'
  | 'merge-conflict'
  | 'missing-data'
  | 'missing-params'
  | 'no-versions'
  | 'not-a-repository'
  | 'not-confirmed'
  | 'outputs-overlap'
  | 'outside-project'
  | 'override-invalid'
  | 'pipeline-cycle'
  | 'remote'
  | 'remote-refused'
  | 'remote-unreachable'
  | 'stage-failed'
  | 'stage-invalid'
  | 'target-unknown'
  | 'tracked-by-git'
  | 'unsaved-changes'
  | 'unsupported'
  | 'usage'
  | 'workspace-busy'

/** A place in a text, counted from 1. */
export interface FilePlace {
  /** As people call it. */
  readonly file: string
  readonly line: number
  readonly column: number
}

export interface FailureDetails {
  /** The next command or edit that helps. Shown on a line of its own, after the message. */
  readonly hint?: string
  readonly cause?: unknown
  /** Where in a file it is, with the lines around it, ready to show. */
  readonly excerpt?: string
  readonly place?: FilePlace
}

/** Something went wrong that a person can understand and act on. Everything else that is thrown is a bug. */
export class Failure extends Error {
  readonly code: FailureCode
  readonly hint: string | undefined
  readonly excerpt: string | undefined
  readonly place: FilePlace | undefined

  constructor(code: FailureCode, message: string, details: FailureDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause })
    this.name = 'Failure'
    this.code = code
    this.hint = details.hint
    this.excerpt = details.excerpt
    this.place = details.place
  }
}

/** The `code` of an operating system error (`ENOENT`, …), or undefined for anything else. */
export function systemErrorCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined
  return typeof error.code === 'string' ? error.code : undefined
}

/** The result of `task`, or the failure that there is instead. */
export function orFailure<Result>(task: () => Result): Result | Failure {
  try {
    return task()
  } catch (error) {
    if (error instanceof Failure) return error
    throw error
  }
}
