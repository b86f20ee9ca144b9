import { Failure } from '../foundation/base/index.ts'
import type { LocalObjects } from './local-objects.ts'
import { type ContentDigest, contentDigest, digestOf } from './md5/content-digest.ts'
import { type ContentHash, emptyHash } from './object-store.ts'
import type { PartialObject } from './partial-object.ts'
import { partialsOf } from './partial-objects.ts'
import { Progress, type StorageCall } from './progress.ts'
import type { UnfinishedObject } from './unfinished-object.ts'

/** What is kept in memory: most objects are small, and one write costs less than a file that grows. */
const smallBytes = 1 << 20

export interface Expected {
  readonly hash?: ContentHash
  readonly bytes?: number | undefined
}

/**
 * An object that arrives from elsewhere in pieces. It is looked at before it gets its name: once there, an object is
 * believed. Failure 'corrupt-object' from `finish` if its bytes are not what its name says.
 */
export class IncomingObject {
  readonly #objects: LocalObjects
  readonly #wanted: ContentHash | undefined
  readonly #expectedBytes: number | undefined
  readonly #from: string
  #md5: ContentDigest | undefined
  #pieces: Uint8Array[] = []
  #bytes = 0
  #file: UnfinishedObject | PartialObject | undefined

  /** What is wanted, and its size, are left out where nobody knows yet. */
  constructor(objects: LocalObjects, from: string, { hash, bytes }: Expected = {}) {
    this.#objects = objects
    this.#wanted = hash
    this.#expectedBytes = bytes
    this.#from = from
  }

  /** Goes on with what an earlier transfer has left of the wanted object. Says how many bytes need not come again. */
  async resume(call?: StorageCall): Promise<number> {
    const left = this.#wanted === undefined ? undefined : partialsOf(this.#objects).takeOver(this.#wanted)
    if (!left) return 0
    this.#file = left
    const progress = new Progress(call, 'silent')
    for (const piece of left.content()) {
      this.#digest.update(piece)
      this.#bytes += piece.length
      await progress.breathe()
    }
    return this.#bytes
  }

  /** The piece holds only during the call. */
  take(piece: Uint8Array): void {
    this.#bytes += piece.length
    if (!this.#file) this.#pieces.push(Buffer.from(piece))
    if (this.#file || this.#bytes > smallBytes) this.#write(this.#file ? [piece] : this.#pieces)
  }

  finish(): { readonly hash: ContentHash; readonly bytes: number } {
    const whole = this.#file ? undefined : joined(this.#pieces)
    const found = whole ? digestOf(whole, this.#objects.place) : this.#endDigest()
    const hash = this.#wanted ?? found
    if (found !== hash.slice(0, emptyHash.length)) throw otherBytes(hash, this.#from)
    if (whole) this.#objects.write(whole, hash)
    else this.#file?.keep(hash, this.#bytes)
    this.#file = undefined
    return { hash, bytes: this.#bytes }
  }

  /** Lets what has arrived lie for the next transfer, if it is worth that and was not finished. */
  leave(): void {
    if (this.#wanted === undefined || !this.#file || !('leave' in this.#file)) return this.abandon()
    this.#file.leave(partialsOf(this.#objects).leftName(this.#wanted))
    this.#forget()
  }

  /** Takes away what has arrived, unless it was finished. */
  abandon(): void {
    this.#file?.abandon()
    this.#forget()
  }

  #forget(): void {
    this.#file = undefined
    this.#md5?.drop?.()
    this.#md5 = undefined
  }

  #write(pieces: readonly Uint8Array[]): void {
    this.#file ??= this.#begin()
    for (const piece of pieces) {
      this.#digest.update(piece)
      this.#file.write(piece)
    }
    this.#pieces = []
  }

  #endDigest(): string {
    const digest = this.#digest
    this.#md5 = undefined
    return digest.digest()
  }

  get #digest(): ContentDigest {
    return (this.#md5 ??= contentDigest(this.#objects.place, this.#expectedBytes))
  }

  #begin(): UnfinishedObject | PartialObject {
    return this.#wanted === undefined ? this.#objects.begin() : partialsOf(this.#objects).begin(this.#wanted)
  }
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  return pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces)
}

export function otherBytes(hash: ContentHash, place: string): Failure {
  return new Failure('corrupt-object', `The bytes of "${hash}" in "${place}" are not what its name says.`, {
    hint: 'To have it looked for and set right: sterna verify --remote',
  })
}
