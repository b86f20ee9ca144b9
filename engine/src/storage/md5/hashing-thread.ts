import * as fs from 'node:fs'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { ByteRing, pieceKinds } from './byte-ring.ts'
import { DigestAnswers } from './digest-answers.ts'
import type { ContentDigest } from './streamed-digest.ts'

/** What the thread is given: memory that both see. */
export interface DigestMemory {
  readonly ring: SharedArrayBuffer
  readonly answers: SharedArrayBuffer
  readonly streams: number
}

const mostStreams = 64

/** A thread that hashes what arrives here, so that this one can go on taking it in. */
class HashingThread {
  readonly #ring = new ByteRing()
  readonly #answers = new DigestAnswers(mostStreams)
  readonly #free = Array.from({ length: mostStreams }, (_, stream) => stream)

  constructor(script: string) {
    const memory: DigestMemory = { ring: this.#ring.memory, answers: this.#answers.memory, streams: mostStreams }
    new Worker(script, { workerData: memory }).unref()
  }

  /** Undefined while it has enough to do. */
  begin(): ContentDigest | undefined {
    const stream = this.#free.pop()
    if (stream === undefined) return undefined
    this.#ring.put(stream, pieceKinds.begin)
    return {
      update: (piece) => this.#ring.put(stream, pieceKinds.bytes, piece),
      digest: () => {
        this.#ring.put(stream, pieceKinds.end)
        const digest = this.#answers.hear(stream)
        this.#free.push(stream)
        return digest
      },
      drop: () => {
        this.#ring.put(stream, pieceKinds.drop)
        this.#free.push(stream)
      },
    }
  }
}

let thread: HashingThread | undefined

/** A digest that is found in another thread; undefined where there is none to spare, or the program is run from its sources. */
export function digestInThread(): ContentDigest | undefined {
  if (!thread) {
    const script = availableParallelism() > 1 ? threadScript() : undefined
    if (script === undefined) return undefined
    thread = new HashingThread(script)
  }
  return thread.begin()
}

/** In the published command the script of the thread lies beside this code. */
function threadScript(): string | undefined {
  const script = fileURLToPath(new URL('./digest-thread.cjs', import.meta.url))
  return fs.existsSync(script) ? script : undefined
}
