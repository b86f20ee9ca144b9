import * as fs from 'node:fs'
import * as path from 'node:path'
import { allowFailure, systemErrorCode } from '../foundation/base/index.ts'

const sharedDirectoryMode = 0o2775

/** The directories of a store on this machine, made when they are needed. */
export class StoreDirectories {
  readonly #isShared: boolean

  constructor({ isShared }: { readonly isShared: boolean }) {
    this.#isShared = isShared
  }

  /** Makes a directory of the store and those above it, open to the group if the store is shared. */
  make(directory: string): void {
    const first = fs.mkdirSync(directory, { recursive: true })
    if (!this.#isShared || first === undefined) return
    for (let made = directory; made.length >= first.length; made = path.dirname(made)) {
      allowFailure(() => fs.chmodSync(made, sharedDirectoryMode))
    }
  }

  /**
   * Tries first, makes the directory of `file` only if it was missing: for all but 256 of the objects it is there. Another
   * process may make it at the same time, so it is tried again even if the directory is there by now.
   */
  within<Result>(file: string, work: () => Result): Result {
    try {
      return work()
    } catch (error) {
      if (systemErrorCode(error) !== 'ENOENT') throw error
      this.make(path.dirname(file))
      return work()
    }
  }
}
