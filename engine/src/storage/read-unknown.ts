import * as fs from 'node:fs'
import { type FilesRead, type FilesToRead, totalsOf } from './files-to-read.ts'
import type { Reading } from './hash-memo.ts'
import { Progress, type StorageCall } from './progress.ts'
import { hashOnly, readFiles } from './read-files.ts'
import type { ScannedTree } from './tree-scan.ts'
import type { TreeTableBuilder } from './tree-table-builder.ts'

/** Reads files that are not known, in the way that was asked for. */
export function readUnknown(
  reading: Reading | undefined,
  files: FilesToRead,
  call: StorageCall | undefined,
): Promise<FilesRead> {
  return reading ? reading.read(files, call) : readFiles(files, hashOnly, new Progress(call, 'hash', totalsOf(files)))
}

/**
 * Fills in the hashes of rows that are not known and gives what is built, so that the rest of the scan can go. A file that
 * became a link on the way is looked at once more.
 */
export async function readRows(
  scan: ScannedTree,
  reading: Reading | undefined,
  call: StorageCall | undefined,
): Promise<TreeTableBuilder> {
  const { builder, unknown, paths } = scan
  if (unknown.length === 0) return builder
  const read = await readUnknown(reading, { paths, ...builder.statsOf(unknown) }, call)
  for (let i = 0; i < unknown.length; i++) {
    if (read.touched[i] === 1)
      builder.setStats(unknown[i]!, fs.statSync(paths.at(i)!), fs.lstatSync(paths.at(i)!).isSymbolicLink())
    builder.setHash(unknown[i]!, read.hashes.at(i), read.bytes[i]!)
  }
  return builder
}
