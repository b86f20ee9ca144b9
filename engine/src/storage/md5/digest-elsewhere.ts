import { createHash, type Hash } from 'node:crypto'
import { type ByteRing, pieceKinds, type RingPiece } from './byte-ring.ts'
import type { DigestAnswers } from './digest-answers.ts'

/** Finds the MD5 of each stream that comes through a ring, and tells it at its end. */
export class DigestElsewhere {
  readonly #ring: ByteRing
  readonly #answers: DigestAnswers
  readonly #hashes = new Map<number, Hash>()

  constructor(ring: ByteRing, answers: DigestAnswers) {
    this.#ring = ring
    this.#answers = answers
  }

  /** Takes the next piece, when there is one. */
  step(): void {
    this.#ring.take((piece) => this.#take(piece))
  }

  #take({ stream, kind, bytes }: RingPiece): void {
    if (kind === pieceKinds.begin) this.#hashes.set(stream, createHash('md5'))
    else if (kind === pieceKinds.bytes) this.#hashes.get(stream)?.update(bytes)
    else this.#end(stream, kind === pieceKinds.end)
  }

  #end(stream: number, isWanted: boolean): void {
    const hash = this.#hashes.get(stream)
    this.#hashes.delete(stream)
    if (isWanted) this.#answers.tell(stream, hash?.digest() ?? new Uint8Array())
  }
}
