import * as fs from 'node:fs'
import type { AbsolutePath } from '../foundation/base/index.ts'
import { explainSystemError } from '../foundation/base/index.ts'
import { totalsOf } from './files-to-read.ts'
import type { FileHash } from './md5/hash-file.ts'
import { Progress, type StorageCall } from './progress.ts'
import { hashOnly, readFiles } from './read-files.ts'

/** MD5 and size of many files, several at a time; in the order given. Links are followed. */
export async function hashFiles(paths: readonly AbsolutePath[], call?: StorageCall): Promise<FileHash[]> {
  try {
    const stats = paths.map((path) => fs.statSync(path))
    const files = {
      paths,
      bytes: Float64Array.from(stats, ({ size }) => size),
      mtimes: Float64Array.from(stats, ({ mtimeMs }) => mtimeMs),
    }
    const read = await readFiles(files, hashOnly, new Progress(call, 'hash', totalsOf(files)))
    return stats.map((_, i) => ({ hash: read.hashes.at(i), bytes: read.bytes[i]! }))
  } catch (error) {
    throw explainSystemError(error)
  }
}
