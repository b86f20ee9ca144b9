import type { Stats } from 'node:fs'
import { type DirectoryManifest } from './directory-manifest.ts'
import type { ObservedDirectory, ObservedFile } from './hash-memo.ts'
import { Md5Column } from './md5-column.ts'
import type { ContentHash } from './object-store.ts'
import { renderedTable } from './table-manifest.ts'
import { runsInOrder } from './table-order.ts'
import { type TreeTable, textsIn } from './tree-table.ts'

const ownerMayRun = 0o100

export function observedFile(stats: Stats, hash: ContentHash, bytes: number): ObservedFile {
  return { kind: 'file', hash, bytes, isExecutable: (stats.mode & ownerMayRun) !== 0 }
}

export function observedDirectory(table: TreeTable): ObservedDirectory {
  let manifest: DirectoryManifest | undefined
  const { hash, bytes, files } = table
  return {
    kind: 'directory',
    hash,
    bytes,
    files: files.length,
    manifest: () => (manifest ??= manifestOf(table)),
    rendered: () => renderedTable(table),
  }
}

function manifestOf(table: TreeTable): DirectoryManifest {
  const md5 = new Md5Column(table.files.md5)
  const relpaths: string[] = []
  const hashes: ContentHash[] = []
  for (const { prefix, rows } of runsInOrder(table))
    for (const row of rows) {
      relpaths.push(prefix + textsIn(table.files.names, row, row + 1)[0]!)
      hashes.push(md5.at(row))
    }
  return { relpaths, hashes }
}
