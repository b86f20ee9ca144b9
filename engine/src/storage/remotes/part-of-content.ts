import * as fs from 'node:fs'
import { Failure } from '../../foundation/base/index.ts'
import type { FilePart } from './remote-files.ts'

/** So many bytes of content that is to be written, in memory. Failure 'conflict' if a file got shorter meanwhile. */
export function partOf(content: Uint8Array | FilePart, start: number, bytes: number): Uint8Array {
  const buffer = content instanceof Uint8Array ? content : Buffer.allocUnsafe(bytes)
  return partInto(buffer, content, start, bytes)
}

/** The same, in a buffer that is large enough for it. */
export function partInto(buffer: Uint8Array, content: Uint8Array | FilePart, start: number, bytes: number): Uint8Array {
  if (content instanceof Uint8Array) return content.subarray(start, start + bytes)
  const part = buffer.subarray(0, bytes)
  readPart({ ...content, start: content.start + start, bytes }, part)
  return part
}

/** Reads a part to the beginning of a buffer. Failure 'conflict' as above. */
export function readPart({ file, start, bytes, whenRead }: FilePart, into: Uint8Array): void {
  const descriptor = fs.openSync(file, 'r')
  try {
    for (let done = 0; done < bytes; ) {
      const read = fs.readSync(descriptor, into, done, bytes - done, start + done)
      if (read === 0) throw gotShorter(file)
      done += read
    }
    whenRead?.(bytes)
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
