import * as path from 'node:path'
import { type AbsolutePath, absolutePath, compareCodePoints, Failure } from '../foundation/base/index.ts'
import type { FileSystem } from '../foundation/system/index.ts'

/** A file or directory somewhere on this machine. */
export interface PlaceEntry {
  readonly shown: string
  readonly isDirectory: boolean
  readonly bytes: number
  /** What is below it, as far as it was looked at. */
  readonly contents: readonly PlaceEntry[]
}

export interface PlaceContext {
  readonly files: FileSystem
  readonly workingDirectory: AbsolutePath
}

/** A path of this machine with everything below it down to a level. Links to directories are not followed. */
export function lookAtPlace(context: PlaceContext, url: string, level: number): PlaceEntry {
  const place = placeOf(context, url)
  const found = context.files.stat(place)
  if (!found) throw new Failure('file-missing', `The path '${url}' does not exist`)
  const isDirectory = found.kind === 'directory'
  const contents = isDirectory && level > 0 ? entriesIn(context.files, place, level) : []
  return { shown: place, isDirectory, bytes: found.bytes, contents }
}

/** A path of this machine by its text or as `file://`; any other URL is a `Failure`. */
export function placeOf({ workingDirectory }: PlaceContext, url: string): AbsolutePath {
  const scheme = /^([\w+.-]{2,}):\/\//.exec(url)?.[1]
  if (scheme === undefined || scheme === 'file') return absolutePath(workingDirectory, url.replace(/^file:\/\//, ''))
  throw new Failure('unsupported', `'${url}' is at ${scheme}://, which sterna cannot reach yet.`, {
    hint: 'Paths of this machine work today; for this one use dvc.',
  })
}

function entriesIn(files: FileSystem, directory: AbsolutePath, level: number): PlaceEntry[] {
  const names = (files.list(directory) ?? []).map(({ name, kind }) => ({ name, isLink: kind === 'symlink' }))
  return names
    .sort((a, b) => compareCodePoints(a.name, b.name))
    .map(({ name, isLink }) => {
      const place = absolutePath(directory, name)
      const found = files.stat(place) ?? files.lstat(place)
      const isDirectory = found?.kind === 'directory'
      const contents = isDirectory && !isLink && level > 1 ? entriesIn(files, place, level - 1) : []
      return { shown: name, isDirectory, bytes: found?.bytes ?? 0, contents }
    })
}

/** Files with their paths, and directories that were not looked into. */
export function flattenPlace({ shown, isDirectory, bytes, contents }: PlaceEntry, level: number): PlaceEntry[] {
  if (!isDirectory || level === 0) return [{ shown, isDirectory: false, bytes, contents: [] }]
  const flatten = (entries: readonly PlaceEntry[], above: string, left: number): PlaceEntry[] =>
    entries.flatMap((entry) => {
      const name = path.posix.join(above, entry.shown)
      return entry.isDirectory && left > 1 ? flatten(entry.contents, name, left - 1) : [{ ...entry, shown: name }]
    })
  return flatten(contents, '', level)
}
