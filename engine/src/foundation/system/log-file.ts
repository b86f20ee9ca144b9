import * as fs from 'node:fs'
import * as path from 'node:path'
import { type AbsolutePath, systemErrorCode } from '../base/index.ts'

/** A file that grows at its end. */
export interface LogFile {
  append(content: string | Uint8Array): void
  close(): void
}

/** Opens a log, and makes its directory if needed. */
export function openLog(file: AbsolutePath): LogFile {
  fs.mkdirSync(path.dirname(file), { recursive: true })
  const descriptor = fs.openSync(file, 'a', 0o644)
  return {
    append: (content) => void fs.writeSync(descriptor, content as string),
    close: () => fs.closeSync(descriptor),
  }
}

const pieceBytes = 1 << 20

/** What stands in a log from a byte on, a megabyte at most; empty at its end, and for one that is not there. */
export function readLog(file: AbsolutePath, start: number): Uint8Array {
  let descriptor: number
  try {
    descriptor = fs.openSync(file, 'r')
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return new Uint8Array()
    throw error
  }
  try {
    const piece = new Uint8Array(pieceBytes)
    return piece.subarray(0, fs.readSync(descriptor, piece, 0, pieceBytes, start))
  } finally {
    fs.closeSync(descriptor)
  }
}
