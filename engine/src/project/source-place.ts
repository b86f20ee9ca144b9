import { fileURLToPath } from 'node:url'
import { type AbsolutePath, absolutePath } from '../foundation/base/index.ts'
import type { FileSystem } from '../foundation/system/index.ts'

/** Where a repository is, by what a person wrote. */
export type SourcePlace =
  /** A directory, named by its path: what lies in it is meant, committed or not. */
  | { readonly kind: 'path'; readonly directory: AbsolutePath }
  /** A directory, named as a URL: only its commits are meant. */
  | { readonly kind: 'file-url'; readonly directory: AbsolutePath }
  | { readonly kind: 'elsewhere'; readonly url: string }

/** Relative paths are looked for in the bases, in their order. */
export function sourcePlace(files: Pick<FileSystem, 'stat'>, url: string, bases: readonly AbsolutePath[]): SourcePlace {
  if (/^file:\/\//i.test(url)) return { kind: 'file-url', directory: absolutePath(fileURLToPath(url)) }
  const places = bases.map((base) => absolutePath(base, url))
  const found = places.find((place) => files.stat(place)?.kind === 'directory')
  if (found === undefined && isElsewhere(url)) return { kind: 'elsewhere', url }
  return { kind: 'path', directory: found ?? places[0]! }
}

/** `https://…`, `ssh://…`, `git@host:path`; a letter before a colon is a drive. */
function isElsewhere(url: string): boolean {
  return /^[\w+.-]+:\/\//.test(url) || /^[^/\\:]{2,}:/.test(url)
}
