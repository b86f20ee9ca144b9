import * as fs from 'node:fs'
import { allowFailure } from '../foundation/base/index.ts'
import { writeAll } from './copy-file.ts'
import { EarlySync } from './early-sync.ts'
import type { LocalObjects } from './local-objects.ts'
import type { ContentHash } from './object-store.ts'

const pieceBytes = 1 << 20

/** What has arrived of a large object, in a file that grows. It lies where another process finds it when this one is killed. */
export class PartialObject {
  readonly #objects: LocalObjects
  readonly #file: string
  readonly #descriptor: number
  readonly #early: EarlySync
  #isClosed = false

  /** The descriptor is open for reading and writing, at the file's beginning. */
  constructor(objects: LocalObjects, file: string, descriptor: number) {
    this.#objects = objects
    this.#file = file
    this.#descriptor = descriptor
    this.#early = new EarlySync(file)
  }

  /** What is there already, to be read to its end before anything is written. */
  *content(): Generator<Uint8Array> {
    const buffer = Buffer.allocUnsafe(pieceBytes)
    for (;;) {
      const bytes = fs.readSync(this.#descriptor, buffer, 0, pieceBytes, null)
      if (bytes === 0) return
      yield buffer.subarray(0, bytes)
    }
  }

  write(bytes: Uint8Array): void {
    writeAll(this.#descriptor, bytes)
    this.#early.wrote(bytes.length)
  }

  /** Makes it the object of this hash. */
  keep(hash: ContentHash): void {
    this.#close()
    this.#objects.adopt(this.#file, hash)
  }

  /** Lets it lie for the next one who wants the object, under a name that belongs to no process. */
  leave(name: string): void {
    this.#close()
    allowFailure(() => fs.renameSync(this.#file, name))
  }

  abandon(): void {
    this.#close()
    fs.rmSync(this.#file, { force: true })
  }

  #close(): void {
    if (this.#isClosed) return
    this.#isClosed = true
    this.#early.end()
    fs.closeSync(this.#descriptor)
  }
}
