import * as crypto from 'node:crypto'
import * as fs from 'node:fs'
import type { FileHash } from './hash-file.ts'

const chunkBytes = 1 << 20
const sampleBytes = 512
const maxOddShare = 0.3
const lineFeed = 0x0a
const carriageReturn = 0x0d
const isOrdinary = Uint8Array.from({ length: 256 }, (_, byte) =>
  Number((byte >= 0x20 && byte <= 0x7e) || (byte >= 8 && byte <= 13 && byte !== 11)),
)

/**
 * The hash of DVC before 3.0, `md5-dos2unix`: in each piece of 1 MiB that looks like text, CRLF counts as LF. Size is that
 * of the bytes as they are.
 */
export function hashFileLegacy(file: string): FileHash {
  const descriptor = fs.openSync(file, 'r')
  try {
    const md5 = new LegacyMd5()
    const buffer = new Uint8Array(chunkBytes)
    let bytes = 0
    for (let read = -1; read !== 0; bytes += read) {
      read = fs.readSync(descriptor, buffer, 0, buffer.length, null)
      md5.update(buffer.subarray(0, read))
    }
    return { hash: md5.digest(), bytes }
  } finally {
    fs.closeSync(descriptor)
  }
}

/** The same of bytes that come piece by piece, however they are cut. */
export class LegacyMd5 {
  readonly #md5 = crypto.createHash('md5')
  readonly #chunk = new Uint8Array(chunkBytes)
  #length = 0

  update(piece: Uint8Array): void {
    for (let done = 0; done < piece.length; ) {
      const part = piece.subarray(done, done + chunkBytes - this.#length)
      this.#chunk.set(part, this.#length)
      this.#length += part.length
      done += part.length
      if (this.#length === chunkBytes) this.#take()
    }
  }

  /** In hex. */
  digest(): string {
    if (this.#length > 0) this.#take()
    return this.#md5.digest('hex')
  }

  #take(): void {
    const chunk = this.#chunk.subarray(0, this.#length)
    this.#md5.update(looksLikeText(chunk) ? withoutCarriageReturns(chunk) : chunk)
    this.#length = 0
  }
}

function looksLikeText(piece: Uint8Array): boolean {
  const sample = piece.subarray(0, sampleBytes)
  if (sample.includes(0)) return false
  return sample.filter((byte) => isOrdinary[byte] === 0).length <= maxOddShare * sample.length
}

function withoutCarriageReturns(piece: Uint8Array): Uint8Array {
  return piece.filter((byte, i) => byte !== carriageReturn || piece[i + 1] !== lineFeed)
}
