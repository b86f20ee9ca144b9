import { Failure, systemErrorCode } from '../../../foundation/base/index.ts'
import { type StorageCall, stopIfAborted } from '../../progress.ts'
import { AdaptiveLimit } from './adaptive-limit.ts'
import { type HttpAnswer, type HttpRequest, headerOf, isSuccess } from './http-request.ts'
import type { HttpTransport } from './http-transport.ts'
import { explainNetworkError } from './network-failure.ts'
import { type Attempt, isPassing, isTemporary, type RetryOptions, retried, wantedPause } from './retry.ts'
import { changedMeanwhile } from './status-meanings.ts'

/** How much of a file has arrived, from the process before and from an answer that was cut off; what is asked for is the rest. */
export interface Received {
  readonly bytes: number
  readonly etag: string | undefined
}

interface Progress extends Received {
  bytes: number
  etag: string | undefined
  /** No answer has been seen yet, so that nobody knows of which state of the file those bytes are. */
  isFirst: boolean
}

export interface Asking {
  /** The request of an attempt, made anew for each: signatures hold for minutes only. */
  make(received: Received): HttpRequest | Promise<HttpRequest>
  /** From which byte of the file on; with no more than that there, it is answered with nothing. */
  readonly start?: number | undefined
  /** Statuses that are an answer although they are no success. */
  readonly accept?: readonly number[]
  /** The failure that an answer tells of. */
  explain(answer: HttpAnswer): Failure
  /** Whether this answer may be another one after what the scheme does about it: a new token, another region. */
  mend?(answer: HttpAnswer, attempt: number): boolean | Promise<boolean>
  readonly call?: StorageCall | undefined
}

/** An answer, and up to which byte of the file its body was taken, over all attempts. */
export interface TakenAnswer extends HttpAnswer {
  readonly taken: number
}

export interface ConnectionOptions {
  readonly name: string
  readonly transport: HttpTransport
  readonly concurrency: number
  readonly retry: RetryOptions
  /** Ends requests that belong to no call. */
  readonly stop?: AbortSignal | undefined
}

const firstConcurrency = 16

/** Requests to one place: so many at once as it bears, tried again when that may help, and failures told for people. */
export class Connection {
  readonly #options: ConnectionOptions
  readonly #limit: AdaptiveLimit
  readonly #anyCall: StorageCall | undefined

  constructor(options: ConnectionOptions) {
    this.#options = options
    const { concurrency, retry, stop } = options
    this.#anyCall = stop && { report: () => undefined, signal: stop }
    this.#limit = new AdaptiveLimit({ first: firstConcurrency, most: concurrency, now: retry.now })
  }

  get concurrency(): number {
    return this.#options.concurrency
  }

  /** A success, or an answer of an accepted status. Otherwise a `Failure`. */
  async send({ call = this.#anyCall, ...rest }: Asking): Promise<TakenAnswer> {
    const asking = { ...rest, call }
    const progress: Progress = { bytes: asking.start ?? 0, etag: undefined, isFirst: true }
    try {
      const attempt = (number: number) => this.#attempt(asking, progress, number)
      const answer = await retried(attempt, this.#options.retry, asking.call)
      return { ...answer, taken: progress.bytes }
    } catch (error) {
      throw explainNetworkError(error, this.#options.name)
    }
  }

  close(): void {
    this.#options.transport.close()
  }

  async #attempt(asking: Asking, progress: Progress, number: number): Promise<Attempt<HttpAnswer>> {
    try {
      const made = asking.make(progress)
      const request = continued(made instanceof Promise ? await made : made, progress, this.#options.name)
      const signal = asking.call?.signal
      const whole = signal ? { ...request, signal } : request
      const answer = await this.#limit.run(() => this.#options.transport.send(whole))
      const judged = this.#judge(asking, answer, number)
      return judged instanceof Promise ? await judged : judged
    } catch (error) {
      stopIfAborted(asking.call)
      if (!isPassing(systemErrorCode(error))) throw error
      return { kind: 'again', error }
    }
  }

  /** At once for what needs nothing done about it, as nearly all answers do. */
  #judge(asking: Asking, answer: HttpAnswer, number: number): Attempt<HttpAnswer> | Promise<Attempt<HttpAnswer>> {
    if (isSuccess(answer) || asking.accept?.includes(answer.status) || isAtEnd(answer, asking))
      return { kind: 'done', result: answer }
    if (isTemporary(answer)) {
      if (answer.status === 429 || answer.status === 503) this.#limit.lower()
      const wait = wantedPause(answer, Date.now())
      return { kind: 'again', error: asking.explain(answer), ...(wait === undefined ? {} : { wait }) }
    }
    return this.#mended(asking, answer, number)
  }

  async #mended(asking: Asking, answer: HttpAnswer, number: number): Promise<Attempt<HttpAnswer>> {
    if (await asking.mend?.(answer, number)) return { kind: 'again', error: asking.explain(answer) }
    throw asking.explain(answer)
  }
}

/** Whether it says that the file has no byte where we want to go on. */
export function isAtEnd({ status }: Pick<HttpAnswer, 'status'>, { start = 0 }: Pick<Asking, 'start'>): boolean {
  return status === beyondTheEnd && start > 0
}

const beyondTheEnd = 416

/** The request, with what has arrived already neither handed over again nor, where the server can that, sent again. */
function continued(request: HttpRequest, progress: Progress, name: string): HttpRequest {
  const { take } = request
  if (!take) return request
  let skip = -1
  return {
    ...request,
    begin: (answer) => {
      const etag = headerOf(answer, 'etag')
      const isAnother = progress.bytes > 0 && answer.status !== 206 && !progress.isFirst
      if (isAnother) refuseOther(progress.etag, etag, name)
      progress.etag = etag
      progress.isFirst = false
      skip = answer.status === 206 ? 0 : progress.bytes
    },
    take: (piece) => {
      const rest = piece.subarray(Math.min(skip, piece.length))
      skip -= piece.length - rest.length
      if (rest.length === 0) return
      take(rest)
      progress.bytes += rest.length
    },
  }
}

/** Half of one file and half of another are none. */
function refuseOther(first: string | undefined, second: string | undefined, name: string): void {
  if (first === second) return
  const { message, hint } = changedMeanwhile
  throw new Failure('conflict', `${name}: ${message}.`, { hint })
}
