import type { Stats } from 'node:fs'
import { type DirectoryManifest, makeManifest } from './directory-manifest.ts'
import type { ObservedDirectory, ObservedFile } from './hash-memo.ts'
import type { ContentHash } from './object-store.ts'
import { hashAt, type TreeTable, textsIn } from './tree-table.ts'

const ownerMayRun = 0o100

export function observedFile(stats: Stats, hash: ContentHash, bytes: number): ObservedFile {
  return { kind: 'file', hash, bytes, isExecutable: (stats.mode & ownerMayRun) !== 0 }
}

export function observedDirectory(table: TreeTable, made?: DirectoryManifest): ObservedDirectory {
  let manifest = made
  const { hash, bytes, files } = table
  return { kind: 'directory', hash, bytes, files: files.length, manifest: () => (manifest ??= manifestOf(table)) }
}

function manifestOf({ directories, files }: TreeTable): DirectoryManifest {
  const relpaths = textsIn(directories.paths, 0, directories.length).flatMap((path, d) => {
    const first = directories.firstFile[d]!
    const names = textsIn(files.names, first, first + directories.fileCount[d]!)
    return path === '' ? names : names.map((name) => `${path}/${name}`)
  })
  return makeManifest(
    relpaths,
    Array.from(relpaths, (_, row) => hashAt(files, row)),
  )
}
