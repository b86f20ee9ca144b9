import { fileURLToPath } from 'node:url'
import { type AbsolutePath, absolutePath, Failure } from '../foundation/base/index.ts'
import type { FileSystem } from '../foundation/system/index.ts'

/** The directory of a repository of this machine, by what a person wrote; relative paths are looked for in order. */
export function sourcePlace(
  files: Pick<FileSystem, 'stat'>,
  url: string,
  bases: readonly AbsolutePath[],
): { readonly directory: AbsolutePath; readonly isPath: boolean } {
  if (/^file:\/\//i.test(url)) return { directory: absolutePath(fileURLToPath(url)), isPath: false }
  const places = bases.map((base) => absolutePath(base, url))
  const found = places.find((place) => files.stat(place)?.kind === 'directory')
  if (found) return { directory: found, isPath: true }
  if (isElsewhere(url)) throw unreachable(url)
  return { directory: places[0]!, isPath: true }
}

/** `https://…`, `ssh://…`, `git@host:path`. */
function isElsewhere(url: string): boolean {
  return /^[\w+.-]+:\/\//.test(url) || /^[\w.-]+@[\w.-]+:/.test(url)
}

function unreachable(url: string): Failure {
  return new Failure('unsupported', `sterna cannot import from '${url}' yet, which is not on this machine.`, {
    hint: 'Clone it with Git and import from the clone, or use dvc import on the same repository.',
  })
}
