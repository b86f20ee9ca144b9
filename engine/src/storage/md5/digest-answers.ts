const md5Bytes = 16
/** A word for each stream: whether its answer is there. */
const [waiting, answered, failed] = [0, 1, 2]
/** An answer takes no longer than the thread needs for what is in the ring. */
const patienceMilliseconds = 120_000

/** Digests that one thread finds and another one waits for, in memory that both see. */
export class DigestAnswers {
  readonly memory: SharedArrayBuffer
  readonly #states: Int32Array
  readonly #digests: Uint8Array

  /** For so many streams at once. */
  constructor(streams: number, memory = new SharedArrayBuffer(streams * (4 + md5Bytes))) {
    this.memory = memory
    this.#states = new Int32Array(memory, 0, streams)
    this.#digests = new Uint8Array(memory, 4 * streams)
  }

  /** An empty digest says that there is none. */
  tell(stream: number, digest: Uint8Array): void {
    this.#digests.set(digest, stream * md5Bytes)
    Atomics.store(this.#states, stream, digest.length === md5Bytes ? answered : failed)
    Atomics.notify(this.#states, stream)
  }

  /** In hex; waits for it, and makes room for the next one. */
  hear(stream: number): string {
    Atomics.wait(this.#states, stream, waiting, patienceMilliseconds)
    if (Atomics.load(this.#states, stream) !== answered) throw new Error('The thread that hashes does not answer.')
    Atomics.store(this.#states, stream, waiting)
    const digest = this.#digests.subarray(stream * md5Bytes, (stream + 1) * md5Bytes)
    return Buffer.from(digest).toString('hex')
  }
}
