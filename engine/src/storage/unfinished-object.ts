import * as fs from 'node:fs'
import { allowFailure } from '../foundation/base/index.ts'
import { writeAll } from './copy-file.ts'
import { EarlySync } from './early-sync.ts'
import type { ContentHash } from './object-store.ts'

/** Syncing costs some milliseconds a file; from this size on, writing the bytes costs more than that. */
export const syncedBytes = 32 << 20

/** An object that is being written while its hash is not known yet. */
export interface UnfinishedObject {
  write(bytes: Uint8Array): void
  /** Makes it the object of this hash. */
  keep(hash: ContentHash, bytes: number): void
  abandon(): void
}

/** Begins an object in a fresh file; `giveName` puts the file in the object's place. */
export function beginObject(temporary: string, mode: number, giveName: (hash: ContentHash) => void): UnfinishedObject {
  const descriptor = fs.openSync(temporary, 'wx', mode)
  allowFailure(() => fs.fchmodSync(descriptor, mode))
  const early = new EarlySync(temporary)
  return {
    write: (bytes) => {
      writeAll(descriptor, bytes)
      early.wrote(bytes.length)
    },
    keep: (hash, bytes) => {
      early.end()
      if (bytes >= syncedBytes) fs.fsyncSync(descriptor)
      fs.closeSync(descriptor)
      giveName(hash)
    },
    abandon: () => {
      early.end()
      allowFailure(() => fs.closeSync(descriptor))
      fs.rmSync(temporary, { force: true })
    },
  }
}
