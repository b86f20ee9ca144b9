import { type AbsolutePath, absolutePath, Failure } from '../foundation/base/index.ts'
import type { Clock, FileLocks, FileSystem, Processes } from '../foundation/system/index.ts'
import {
  addClaims,
  type Blocker,
  type Claimant,
  dropClaims,
  findBlockers,
  isSame,
  type PathClaims,
  type PathRequest,
} from './path-claims.ts'

export interface PathLockContext {
  readonly files: FileSystem
  readonly locks: FileLocks
  readonly clock: Clock
  readonly processes: Pick<Processes, 'isAlive'>
  readonly temporaryDirectory: AbsolutePath
  readonly own: Claimant
}

export interface StaleClaim extends Claimant {
  readonly path: string
}

interface Edited {
  readonly claims: PathClaims
  readonly stale: StaleClaim[]
}

const guardAttempts = 60
const guardPauseMilliseconds = 50

/**
 * The paths that running stages read and write, `.dvc/tmp/rwlock`. It is what protects a stage's files while the project's
 * lock is lent out. DVC reads and writes the same file.
 */
export class PathLocks {
  readonly #context: PathLockContext
  #hasClaims = false

  constructor(context: PathLockContext) {
    this.#context = context
  }

  /** Refuses if another process works on one of the paths. Returns the claims of dead processes it has swept away. */
  async check(request: PathRequest): Promise<StaleClaim[]> {
    if (!this.#context.files.stat(this.#file)) return []
    const claims = this.#read()
    if (findBlockers(claims, request, this.#context.own).length === 0) return []
    return this.#edit((current) => this.#clear(current, request))
  }

  /** Claims these paths and no others; to be called while the project's lock is held. */
  async claim(requests: readonly PathRequest[]): Promise<void> {
    if (requests.length === 0 && !this.#hasClaims) return
    await this.#edit((claims) => {
      const others = dropClaims(claims, (by) => isSame(by, this.#context.own))
      const added = requests.reduce(
        (before, request) => addClaims(this.#clear(before, request).claims, request, this.#context.own),
        others,
      )
      return { claims: added, stale: [] }
    })
    this.#hasClaims = requests.length > 0
  }

  get #file(): AbsolutePath {
    return absolutePath(this.#context.temporaryDirectory, 'rwlock')
  }

  #clear(claims: PathClaims, request: PathRequest): Edited {
    const blockers = findBlockers(claims, request, this.#context.own)
    const live = blockers.filter(({ pid }) => this.#context.processes.isAlive(pid))
    if (live.length > 0) throw this.#busy(live)
    const dead = (by: Claimant) => blockers.some((blocker) => isSame(blocker, by))
    return { claims: dropClaims(claims, dead), stale: blockers }
  }

  async #edit(change: (claims: PathClaims) => Edited): Promise<StaleClaim[]> {
    const guard = await this.#guard()
    try {
      const { claims, stale } = change(this.#read())
      this.#context.files.writeAtomic(this.#file, renderClaims(claims))
      return stale
    } finally {
      guard.release()
    }
  }

  async #guard() {
    const file = absolutePath(this.#context.temporaryDirectory, 'rwlock.lock')
    for (let attempt = 1; attempt <= guardAttempts; attempt++) {
      const lock = this.#context.locks.take(file)
      if (lock) {
        lock.write(` ${this.#context.own.pid}\n`)
        return lock
      }
      await this.#context.clock.wait(guardPauseMilliseconds)
    }
    throw new Failure('workspace-busy', `"${file}" has been locked by another process for some seconds.`, {
      hint: 'Wait until it has ended, then run the command again.',
    })
  }

  /** An empty or broken file stops DVC for good; it holds nothing that a dead process could still need, so we begin anew. */
  #read(): PathClaims {
    const text = this.#context.files.readText(this.#file) ?? ''
    try {
      const { write, read } = JSON.parse(text)
      return { write: write ?? {}, read: read ?? {} }
    } catch {
      return { write: {}, read: {} }
    }
  }

  #busy(blockers: readonly Blocker[]): Failure {
    const lines = blockers.map(({ pid, cmd }) => `  (PID ${pid}): ${cmd}`)
    return new Failure(
      'workspace-busy',
      `'${blockers[0]!.path}' is busy, it is being blocked by:\n${lines.join('\n')}\n\nIf there are no processes with such PIDs, you can manually remove '${this.#file}' and try again.`,
    )
  }
}

function renderClaims({ write, read }: PathClaims): string {
  const some = (claims: object) => Object.keys(claims).length > 0
  return JSON.stringify({ ...(some(write) ? { write } : {}), ...(some(read) ? { read } : {}) })
}
