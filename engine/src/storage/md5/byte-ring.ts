/** What a piece in the ring is for. */
export const pieceKinds = { begin: 0, bytes: 1, end: 2, drop: 3 } as const
export type PieceKind = (typeof pieceKinds)[keyof typeof pieceKinds]

/** A piece of one of the streams that go through the ring. Its bytes hold only during the call that gets it. */
export interface RingPiece {
  readonly stream: number
  readonly kind: PieceKind
  readonly bytes: Uint8Array
}

const slots = 32
const slotBytes = 256 << 10
const wordsOfSlot = 3
const headWords = 2
const headBytes = 4 * (headWords + slots * wordsOfSlot)
/** Where in the head the numbers of pieces written and taken so far stand. */
const [written, taken] = [0, 1]

/** A queue of pieces from one thread to another, in memory that both see. Whoever finds it full or empty waits, and does nothing else. */
export class ByteRing {
  readonly memory: SharedArrayBuffer
  readonly #words: Int32Array
  readonly #bytes: Uint8Array

  constructor(memory = new SharedArrayBuffer(headBytes + slots * slotBytes)) {
    this.memory = memory
    this.#words = new Int32Array(memory, 0, headBytes / 4)
    this.#bytes = new Uint8Array(memory, headBytes)
  }

  /** For the one thread that writes. What is longer than a slot goes in several pieces. */
  put(stream: number, kind: PieceKind, bytes: Uint8Array = new Uint8Array()): void {
    let start = 0
    do {
      this.#putOne(stream, kind, bytes.subarray(start, start + slotBytes))
      start += slotBytes
    } while (start < bytes.length)
  }

  /** For the one thread that reads. */
  take(hear: (piece: RingPiece) => void): void {
    const count = Atomics.load(this.#words, taken)
    Atomics.wait(this.#words, written, count)
    const slot = placeOf(count)
    const [stream, kind, length] = this.#words.subarray(slot.words, slot.words + wordsOfSlot)
    hear({
      stream: stream!,
      kind: kind as PieceKind,
      bytes: this.#bytes.subarray(slot.bytes, slot.bytes + length!),
    })
    Atomics.store(this.#words, taken, (count + 1) | 0)
    Atomics.notify(this.#words, taken)
  }

  #putOne(stream: number, kind: PieceKind, bytes: Uint8Array): void {
    const count = Atomics.load(this.#words, written)
    Atomics.wait(this.#words, taken, (count - slots) | 0)
    const slot = placeOf(count)
    this.#words.set([stream, kind, bytes.length], slot.words)
    this.#bytes.set(bytes, slot.bytes)
    Atomics.store(this.#words, written, (count + 1) | 0)
    Atomics.notify(this.#words, written)
  }
}

/** Counts may run over; the slots are a power of two, so that they go on in order. */
function placeOf(count: number) {
  const slot = (count >>> 0) % slots
  return { words: headWords + slot * wordsOfSlot, bytes: slot * slotBytes }
}
