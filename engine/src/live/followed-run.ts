import type { AbsolutePath } from '../foundation/base/index.ts'
import { readSoundLines } from '../foundation/formats/index.ts'
import { GrowingRun, type HeardPost, type LiveRun } from './live-run.ts'

/** What stands in a file from a byte on, or a piece of it; empty at its end. */
export type ReadPiece = (file: AbsolutePath, start: number) => Uint8Array

const newLine = 10

/** The posts of a run in a file that only grows, each read once. */
export class FollowedRun {
  readonly #growing = new GrowingRun()
  /** Up to here whole lines were read. */
  #bytes = 0

  get bytes(): number {
    return this.#bytes
  }

  /** Reads on. Undefined as long as there is no whole post. */
  follow(readPiece: ReadPiece, file: AbsolutePath): LiveRun | undefined {
    let pending = Buffer.alloc(0)
    for (;;) {
      const piece = readPiece(file, this.#bytes + pending.length)
      if (piece.length === 0) return this.#growing.run
      const all = Buffer.concat([pending, piece])
      const end = all.lastIndexOf(newLine) + 1
      this.#growing.add(readSoundLines(all.toString('utf8', 0, end)).values as HeardPost[])
      this.#bytes += end
      pending = all.subarray(end)
    }
  }
}
