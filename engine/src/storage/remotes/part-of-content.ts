import * as fs from 'node:fs'
import { Failure } from '../../foundation/base/index.ts'
import type { FilePart } from './remote-files.ts'

/** So many bytes of content that is to be written, in memory. Failure 'conflict' if a file got shorter meanwhile. */
export function partOf(content: Uint8Array | FilePart, start: number, bytes: number): Uint8Array {
  if (content instanceof Uint8Array) return content.subarray(start, start + bytes)
  const part = Buffer.allocUnsafe(bytes)
  const descriptor = fs.openSync(content.file, 'r')
  try {
    let done = 0
    while (done < bytes) {
      const read = fs.readSync(descriptor, part, done, bytes - done, content.start + start + done)
      if (read === 0) throw gotShorter(content.file)
      done += read
    }
    content.whenRead?.(done)
    return part
  } finally {
    fs.closeSync(descriptor)
  }
}

/** The server waits for the rest, which will never come. */
export function gotShorter(file: string): Failure {
  return new Failure('conflict', `'${file}' got shorter while it was sent.`, {
    hint: 'Run the command again when nothing writes to it.',
  })
}
