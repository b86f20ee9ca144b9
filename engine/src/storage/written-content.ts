import type { Stats } from 'node:fs'
import type { AbsolutePath } from '../foundation/base/index.ts'
import { type DirectoryManifest, findInManifest } from './directory-manifest.ts'
import type { ContentHash } from './object-store.ts'
import type { WrittenHash } from './tree-scan.ts'

interface Written {
  readonly content: ContentHash | DirectoryManifest
  readonly at: number
}

/** What this process has written itself and need not read again, as long as nobody touches it. */
export class WrittenContent {
  readonly #written = new Map<AbsolutePath, Written>()

  note(path: AbsolutePath, content: ContentHash | DirectoryManifest): void {
    this.#written.set(path, { content, at: Date.now() })
  }

  hashOf(path: AbsolutePath, stats: Stats): ContentHash | undefined {
    const written = this.#written.get(path)
    return typeof written?.content === 'string' && isUntouchedSince(written.at, stats) ? written.content : undefined
  }

  /** The hashes of the files in a directory that was written. */
  hashesIn(root: AbsolutePath): WrittenHash | undefined {
    const written = this.#written.get(root)
    if (written === undefined || typeof written.content === 'string') return undefined
    const { content, at } = written
    return (relpath, stats) => (isUntouchedSince(at, stats) ? findInManifest(content, relpath) : undefined)
  }
}

function isUntouchedSince(time: number, stats: Stats): boolean {
  return stats.mtimeMs <= time && stats.ctimeMs <= time
}
