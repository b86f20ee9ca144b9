import { type Call, Failure } from '../foundation/base/index.ts'

export interface StorageProgress {
  readonly kind: 'progress'
  readonly what: 'hash' | 'store' | 'link' | 'transfer' | 'remove'
  readonly files: number
  readonly bytes: number
  readonly totalFiles?: number
  readonly totalBytes?: number
}

export type StorageCall = Call<StorageProgress>
export type ProgressTotals = Pick<StorageProgress, 'totalFiles' | 'totalBytes'>

const reportPauseMilliseconds = 100
const breathPauseMilliseconds = 50

/** Counts what is done in one long loop, tells it at most ten times a second, and lets the caller stop the loop. */
export class Progress {
  readonly #call: StorageCall | undefined
  readonly #what: StorageProgress['what'] | 'silent'
  readonly #totals: ProgressTotals
  #files = 0
  #bytes = 0
  #reported = Date.now()
  #breathed = Date.now()

  constructor(call: StorageCall | undefined, what: StorageProgress['what'] | 'silent', totals: ProgressTotals = {}) {
    this.#call = call
    this.#what = what
    this.#totals = totals
  }

  add(files: number, bytes: number): void {
    this.#files += files
    this.#bytes += bytes
  }

  /**
   * To be awaited between batches. Synchronous loops starve the event loop, and with it Ctrl-C; this lets it run now and
   * then. Failure 'interrupted' if the caller has stopped us.
   */
  async breathe(): Promise<void> {
    stopIfAborted(this.#call)
    const now = Date.now()
    if (now - this.#breathed < breathPauseMilliseconds) return
    this.tell()
    await new Promise(setImmediate)
    this.#breathed = Date.now()
    stopIfAborted(this.#call)
  }

  /** Reports if that was not done a moment ago. */
  tell(): void {
    if (Date.now() - this.#reported >= reportPauseMilliseconds) this.report()
  }

  report(): void {
    this.#reported = Date.now()
    if (this.#what === 'silent') return
    this.#call?.report({ kind: 'progress', what: this.#what, files: this.#files, bytes: this.#bytes, ...this.#totals })
  }
}

/** Failure 'interrupted' if the caller has stopped the call. */
export function stopIfAborted(call: StorageCall | undefined): void {
  if (!call?.signal.aborted) return
  throw new Failure('interrupted', 'Stopped before it was finished.', {
    hint: 'Run the command again; what was finished is kept.',
  })
}
