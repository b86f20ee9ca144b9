import * as fs from 'node:fs'
import { writeAll } from '../copy-file.ts'
import { missingObject } from '../local-store.ts'

/** Hands over some content piece by piece, and tells whether there is such. */
type Stream = (take: (piece: Uint8Array) => void) => Promise<boolean>

/** All of it; undefined if there is none. */
export async function readWhole(stream: Stream): Promise<Buffer | undefined> {
  const pieces: Uint8Array[] = []
  return (await stream((piece) => pieces.push(Buffer.from(piece)))) ? Buffer.concat(pieces) : undefined
}

/** All of it to a new file. Failure 'missing-data' if there is none, where `hash` and `place` tell what and where. */
export async function writeWhole(
  stream: Stream,
  file: string,
  { hash, place }: { readonly hash: string; readonly place: string },
): Promise<void> {
  const descriptor = fs.openSync(file, 'wx')
  try {
    if (!(await stream((piece) => writeAll(descriptor, piece)))) throw missingObject(hash, place)
  } finally {
    fs.closeSync(descriptor)
  }
}
