import { type AbsolutePath, absolutePath, Failure } from '../foundation/base/index.ts'
import type { Clock, FileLock, FileLocks } from '../foundation/system/index.ts'

export interface LockContext {
  readonly locks: FileLocks
  readonly clock: Clock
  readonly processId: number
  /** `.dvc/tmp` */
  readonly temporaryDirectory: AbsolutePath
  /** Wait without end for whoever holds the lock, rather than give up after some seconds. */
  readonly waitForLock: boolean
}

const attempts = 7
const pauseMilliseconds = 500
const shortPauseMilliseconds = 50

/**
 * The lock on a whole project, `.dvc/tmp/lock`: the same file and the same kind of lock that DVC takes, so that the two
 * programs keep out of each other's way. It is held for a verb's whole tale and let go while a stage's command runs.
 */
export class ProjectLock {
  readonly #context: LockContext
  #held: FileLock | undefined

  constructor(context: LockContext) {
    this.#context = context
  }

  /** Takes the lock, carries out the work, and lets go whatever happens. */
  async during<Result>(work: () => Promise<Result> | Result): Promise<Result> {
    await this.#take(this.#context.waitForLock ? Number.POSITIVE_INFINITY : attempts)
    try {
      return await work()
    } finally {
      this.#release()
    }
  }

  /** Lets others have it for a while. */
  lend(): void {
    this.#release()
  }

  /** After `lend`; waits for as long as it takes: what has been computed must not be lost. */
  takeBack(): Promise<void> {
    return this.#take(Number.POSITIVE_INFINITY, shortPauseMilliseconds)
  }

  async #take(limit: number, pause = pauseMilliseconds): Promise<void> {
    const file = absolutePath(this.#context.temporaryDirectory, 'lock')
    for (let attempt = 1; ; attempt++) {
      this.#held = this.#context.locks.take(file)
      if (this.#held) break
      if (attempt >= limit) throw busy()
      await this.#context.clock.wait(pause)
    }
    this.#held.write(` ${this.#context.processId}\n`)
  }

  #release(): void {
    this.#held?.release()
    this.#held = undefined
  }
}

function busy(): Failure {
  return new Failure(
    'workspace-busy',
    'Unable to acquire lock. Most likely another DVC process is running or was terminated abruptly. Check the page <https://dvc.org/doc/user-guide/troubleshooting#lock-issue> for other possible reasons and to learn how to resolve this.',
    { hint: 'Wait until it has ended, or use --wait-for-lock to wait for it.' },
  )
}
