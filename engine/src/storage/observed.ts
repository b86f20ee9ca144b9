import type { Stats } from 'node:fs'
import { type DirectoryManifest } from './directory-manifest.ts'
import type { ObservedDirectory, ObservedFile } from './hash-memo.ts'
import { Md5Column } from './md5-column.ts'
import type { ContentHash } from './object-store.ts'
import { type ManifestEntry, manifestPieces } from './render-manifest.ts'
import { filesInOrder } from './table-order.ts'
import type { TreeTable } from './tree-table.ts'

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

/** The bytes of the manifest of the files in a table. */
export function renderedTable(table: Omit<TreeTable, 'hash'>): Iterable<Uint8Array> {
  return manifestPieces(entriesIn(table))
}

function* entriesIn(table: Omit<TreeTable, 'hash'>): Generator<ManifestEntry> {
  const md5 = new Md5Column(table.files.md5)
  for (const { relpath, row } of filesInOrder(table)) yield { relpath, hash: md5.at(row) }
}

function manifestOf(table: TreeTable): DirectoryManifest {
  const relpaths: string[] = []
  const hashes: ContentHash[] = []
  for (const { relpath, hash } of entriesIn(table)) {
    relpaths.push(relpath)
    hashes.push(hash)
  }
  return { relpaths, hashes }
}
