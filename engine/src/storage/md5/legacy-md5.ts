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
    const hash = crypto.createHash('md5')
    const buffer = new Uint8Array(chunkBytes)
    let bytes = 0
    for (let length = fillBuffer(descriptor, buffer); length > 0; length = fillBuffer(descriptor, buffer)) {
      const piece = buffer.subarray(0, length)
      hash.update(looksLikeText(piece) ? withoutCarriageReturns(piece) : piece)
      bytes += length
    }
    return { hash: hash.digest('hex'), bytes }
  } finally {
    fs.closeSync(descriptor)
  }
}

function fillBuffer(descriptor: number, buffer: Uint8Array): number {
  let length = 0
  for (let read = -1; read !== 0 && length < buffer.length; length += read) {
    read = fs.readSync(descriptor, buffer, length, buffer.length - length, null)
  }
  return length
}

function looksLikeText(piece: Uint8Array): boolean {
  const sample = piece.subarray(0, sampleBytes)
  if (sample.includes(0)) return false
  return sample.filter((byte) => isOrdinary[byte] === 0).length <= maxOddShare * sample.length
}

function withoutCarriageReturns(piece: Uint8Array): Uint8Array {
  return piece.filter((byte, i) => byte !== carriageReturn || piece[i + 1] !== lineFeed)
}
