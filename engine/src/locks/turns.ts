import type { Clock } from '../foundation/system/index.ts'
import type { PathRequest } from './path-claims.ts'
import type { PathLocks } from './path-locks.ts'
import type { ProjectLock } from './project-lock.ts'

export interface TurnsContext {
  readonly lock: ProjectLock
  readonly pathLocks: PathLocks
  readonly clock: Clock
}

/** Work away from the lock that is done within this time is not worth taking the lock anew. */
const worthLendingMilliseconds = 25

/**
 * Works of one process that need the project's lock, one at a time. While one is away, as when a stage's command runs, the
 * others have their turns. When all that are left have been away for a moment, the lock is lent out to other programs, and
 * the paths that are worked on are claimed in `.dvc/tmp/rwlock`: as long as the lock is ours, nobody looks there.
 */
export class Turns {
  readonly #context: TurnsContext
  readonly #waiting: (() => void)[] = []
  readonly #away = new Set<PathRequest>()
  #isTaken = false
  #isLent = false
  /** How often the turn was given, to see whether it was meanwhile. */
  #given = 0

  constructor(context: TurnsContext) {
    this.#context = context
  }

  /** Holds the project's lock while `work` has turns taken; all of them must have ended when it returns. */
  during<Result>(work: () => Promise<Result>): Promise<Result> {
    return this.#context.lock.during(async () => {
      try {
        return await work()
      } finally {
        await this.#context.pathLocks.claim([])
      }
    })
  }

  async take<Result>(work: () => Promise<Result>): Promise<Result> {
    await this.#begin()
    try {
      return await work()
    } finally {
      this.#end()
    }
  }

  /** Lets others have the turn while `work` runs, which reads and writes no other paths than these, if any. */
  async away<Result>(
    work: () => Promise<Result>,
    { read = [], write = [] }: Partial<PathRequest> = {},
  ): Promise<Result> {
    const paths = { read, write }
    this.#away.add(paths)
    this.#end()
    try {
      return await work()
    } finally {
      await this.#begin()
      this.#away.delete(paths)
    }
  }

  async #begin(): Promise<void> {
    if (this.#isTaken) await new Promise<void>((resolve) => this.#waiting.push(resolve))
    this.#isTaken = true
    this.#given++
    if (!this.#isLent) return
    await this.#context.lock.takeBack()
    this.#isLent = false
  }

  /** Whoever waits longest has the turn next; it then never counts as free. */
  #end(): void {
    const next = this.#waiting.shift()
    if (next) return next()
    this.#isTaken = false
    if (this.#away.size > 0) void this.#lendAfterMoment()
  }

  async #lendAfterMoment(): Promise<void> {
    const given = this.#given
    await this.#context.clock.wait(worthLendingMilliseconds)
    if (this.#given !== given || this.#isTaken || this.#isLent) return
    this.#isTaken = true
    this.#isLent = await this.#lend()
    this.#end()
  }

  /** Without claims that others can read the lock stays ours. */
  async #lend(): Promise<boolean> {
    try {
      await this.#context.pathLocks.claim([...this.#away])
    } catch {
      return false
    }
    this.#context.lock.lend()
    return true
  }
}
