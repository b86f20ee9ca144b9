import { type AbsolutePath, absolutePath } from '../base/index.ts'
import type { FileSystem } from '../system/index.ts'
import { linesOf, type RunGit } from './list-refs.ts'
import { type GitPlaces, readRef } from './refs.ts'

const objectId = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/

/**
 * The refs below a prefix such as `refs/exps`, sorted, with the ids of the objects they name, which are not looked at.
 * Read from Git's files: no process, and one read for all packed refs. Only a clone that keeps refs as tables asks Git.
 */
export function readRefsBelow(
  files: FileSystem,
  places: GitPlaces,
  prefix: string,
  run: RunGit,
): ReadonlyMap<string, string> {
  const found = isTables(files, places) ? listedRefs(run, prefix) : filedRefs(files, places, prefix)
  return new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1)))
}

function isTables(files: FileSystem, { commonDirectory }: GitPlaces): boolean {
  return files.stat(absolutePath(commonDirectory, 'reftable'))?.kind === 'directory'
}

function listedRefs(run: RunGit, prefix: string): Map<string, string> {
  const lines = linesOf(run(['for-each-ref', '--format=%(objectname) %(refname)', prefix]))
  return new Map(lines.map((line) => [line.slice(line.indexOf(' ') + 1), line.slice(0, line.indexOf(' '))]))
}

/** A ref in a file of its own goes before the packed one of the same name. */
function filedRefs(files: FileSystem, places: GitPlaces, prefix: string): Map<string, string> {
  const found = packedRefs(files, places, prefix)
  const pending = [prefix]
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    const directory = absolutePath(places.commonDirectory, name)
    for (const entry of files.list(directory) ?? []) {
      const inside = `${name}/${entry.name}`
      if (entry.kind === 'directory') pending.push(inside)
      else if (!entry.name.endsWith('.lock')) takeFile(files, places, { directory, inside, file: entry.name }, found)
    }
  }
  return found
}

interface RefFile {
  readonly directory: AbsolutePath
  readonly file: string
  readonly inside: string
}

function takeFile(
  files: FileSystem,
  places: GitPlaces,
  { directory, file, inside }: RefFile,
  found: Map<string, string>,
): void {
  const text = Buffer.from(files.readBytes(absolutePath(directory, file)) ?? [])
    .toString('latin1')
    .trim()
  const id = text.startsWith('ref: ') ? readRef(files, places, text.slice('ref: '.length)) : text
  if (id !== undefined && objectId.test(id)) found.set(inside, id)
}

/** Lines `ID NAME`; those of `^ID` belong to the tag before them. */
function packedRefs(files: FileSystem, { commonDirectory }: GitPlaces, prefix: string): Map<string, string> {
  const text = files.readText(absolutePath(commonDirectory, 'packed-refs')) ?? ''
  const found = new Map<string, string>()
  for (let at = text.indexOf(` ${prefix}/`); at >= 0; at = text.indexOf(` ${prefix}/`, at + 1)) {
    const start = text.lastIndexOf('\n', at) + 1
    const end = text.indexOf('\n', at)
    const id = text.slice(start, at)
    if (objectId.test(id)) found.set(text.slice(at + 1, end < 0 ? undefined : end).trimEnd(), id)
  }
  return found
}
