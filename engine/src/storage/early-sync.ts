import * as fs from 'node:fs'

/** Measured: less costs calls, more leaves the disk idle while the first bytes are hashed. */
const earlyBytes = 8 << 20

/**
 * Has the system carry a file to the disk while more of it is being written, so that little is left to wait for when it
 * is synced at its end. Errors are not looked at: it has a descriptor of its own, so they are told again at the end.
 */
export class EarlySync {
  readonly #file: string
  #descriptor: number | undefined
  #unsynced = 0
  #isSyncing = false
  #isEnded = false

  constructor(file: string) {
    this.#file = file
  }

  wrote(bytes: number): void {
    this.#unsynced += bytes
    if (this.#unsynced < earlyBytes || this.#isSyncing) return
    this.#unsynced = 0
    this.#isSyncing = true
    this.#descriptor ??= fs.openSync(this.#file, 'r')
    fs.fdatasync(this.#descriptor, () => {
      this.#isSyncing = false
      if (this.#isEnded) this.#close()
    })
  }

  end(): void {
    this.#isEnded = true
    if (!this.#isSyncing) this.#close()
  }

  #close(): void {
    if (this.#descriptor !== undefined) fs.closeSync(this.#descriptor)
    this.#descriptor = undefined
  }
}
