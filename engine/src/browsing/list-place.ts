import * as path from 'node:path'
import { fileURLToPath } from 'node:url'
import { type AbsolutePath, absolutePath, compareCodePoints, Failure } from '../foundation/base/index.ts'
import type { FileSystem } from '../foundation/system/index.ts'
import { lookAtReached, type RemoteFile, type RemoteFiles } from '../storage/index.ts'

/** A file or directory somewhere on this machine, or at a URL. */
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
  /** What lies at a URL, with these options of its storage; undefined for a place of this machine. */
  reach(url: string, storage?: ReadonlyMap<unknown, unknown>): RemoteFiles | undefined
}

export interface PlaceRequest {
  readonly url: string
  /** Options of the storage that the URL is in. */
  readonly storage?: ReadonlyMap<unknown, unknown>
}

/** A place with everything below it down to a level. Links to directories are not followed. */
export async function lookAtPlace(context: PlaceContext, request: PlaceRequest, level: number): Promise<PlaceEntry> {
  const reached = context.reach(request.url, request.storage)
  if (!reached) return lookHere(context, request.url, level)
  try {
    const content = await lookAtReached(reached, { withVersions: false })
    if (!content) throw nothingAt(request.url)
    if (content.kind === 'file')
      return { shown: request.url, isDirectory: false, bytes: content.file.bytes, contents: [] }
    return { shown: request.url, isDirectory: true, bytes: 0, contents: nested(content.files, level) }
  } finally {
    reached.close()
  }
}

function lookHere(context: PlaceContext, url: string, level: number): PlaceEntry {
  const place = placeOf(context, url)
  const found = context.files.stat(place)
  if (!found) throw nothingAt(url)
  const isDirectory = found.kind === 'directory'
  const contents = isDirectory && level > 0 ? entriesIn(context.files, place, level) : []
  return { shown: place, isDirectory, bytes: found.bytes, contents }
}

/** A path of this machine by its text or as `file://`. */
export function placeOf({ workingDirectory }: PlaceContext, url: string): AbsolutePath {
  return /^file:\/\//i.test(url) ? absolutePath(fileURLToPath(url)) : absolutePath(workingDirectory, url)
}

export function nothingAt(url: string): Failure {
  return new Failure('file-missing', `The path '${url}' does not exist`)
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

/** Files with long names as the tree that their slashes mean. */
function nested(files: readonly RemoteFile[], level: number): PlaceEntry[] {
  if (level === 0) return []
  const inside = new Map<string, RemoteFile[]>()
  for (const file of files) {
    const name = file.key.split('/', 1)[0]!
    const known = inside.get(name)
    if (known) known.push(file)
    else inside.set(name, [file])
  }
  const names = [...inside.keys()].sort(compareCodePoints)
  return names.map((shown) => {
    const below = inside.get(shown)!.filter(({ key }) => key !== shown)
    if (below.length === 0) return { shown, isDirectory: false, bytes: inside.get(shown)![0]!.bytes, contents: [] }
    const shorter = below.map((file) => ({ ...file, key: file.key.slice(shown.length + 1) }))
    return { shown, isDirectory: true, bytes: 0, contents: nested(shorter, level - 1) }
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
