import { type AbsolutePath, absolutePath } from '../base/index.ts'
import type { FileStat, FileSystem } from '../system/index.ts'
import { linesOf, type RunGit } from './list-refs.ts'
import { type GitPlaces, readRef } from './refs.ts'

const objectId = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/

/** What a directory of refs held when its stamp was this. */
export interface RefDirectory {
  /** As refs are called: `refs/exps/ab/cd`. */
  readonly name: string
  /** Differs as soon as a ref in it does: Git renames each into its place. */
  readonly stamp: string
  /** Ids by the names of the files. */
  readonly ids: ReadonlyMap<string, string>
}

/** What somebody remembers of directories with many refs. */
export interface KnownRefs {
  get(name: string, stamp: string): RefDirectory | undefined
  note(directory: RefDirectory): void
}

/**
 * The refs below a prefix such as `refs/exps`, sorted, with the ids of the objects they name, which are not looked at.
 * Read from Git's files: no process, and one read for all packed refs. Only a clone that keeps refs as tables asks Git.
 */
export function readRefsBelow({ files, places, run, known }: RefReading, prefix: string): ReadonlyMap<string, string> {
  const found = isTables(files, places) ? listedRefs(run, prefix) : filedRefs({ files, places, run, known }, prefix)
  return new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1)))
}

export interface RefReading {
  readonly files: FileSystem
  readonly places: GitPlaces
  readonly run: RunGit
  readonly known: KnownRefs | undefined
}

/** The id that one ref leads to, by its full name. */
export function readRefId(files: FileSystem, places: GitPlaces, ref: string, run: RunGit): string | undefined {
  if (isTables(files, places)) return listedRefs(run, ref).get(ref)
  const id = readRef(files, places, ref)
  return id !== undefined && objectId.test(id) ? id : undefined
}

function isTables(files: FileSystem, { commonDirectory }: GitPlaces): boolean {
  return files.stat(absolutePath(commonDirectory, 'reftable'))?.kind === 'directory'
}

function listedRefs(run: RunGit, prefix: string): Map<string, string> {
  const lines = linesOf(run(['for-each-ref', '--format=%(objectname) %(refname)', prefix]))
  return new Map(lines.map((line) => [line.slice(line.indexOf(' ') + 1), line.slice(0, line.indexOf(' '))]))
}

/** A ref in a file of its own goes before the packed one of the same name. */
function filedRefs(reading: RefReading, prefix: string): Map<string, string> {
  const { files, places } = reading
  const found = packedRefs(files, places, prefix)
  const pending = [prefix]
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    const known = knownDirectory(reading, name)
    if (known) for (const [file, id] of known.ids) found.set(`${name}/${file}`, id)
    else pending.push(...readDirectory(reading, name, found))
  }
  return found
}

/** A directory that was touched just now may be touched once more within what the clock of the files can tell. */
const steadyMilliseconds = 2_000

function knownDirectory({ known, files, places }: RefReading, name: string): RefDirectory | undefined {
  const stat = known && files.stat(absolutePath(places.commonDirectory, name))
  return stat && known.get(name, stampOf(stat))
}

function stampOf({ mtimeMs, inode }: FileStat): string {
  return `${mtimeMs}-${inode}`
}

/** Takes the refs of a directory and returns the directories in it. One without any is noted, if it is steady. */
function readDirectory({ files, places, known }: RefReading, name: string, found: Map<string, string>): string[] {
  const directory = absolutePath(places.commonDirectory, name)
  const stat = known && files.stat(directory)
  const entries = files.list(directory) ?? []
  const inside = entries.filter(({ kind }) => kind === 'directory').map((entry) => `${name}/${entry.name}`)
  const ids = new Map<string, string>()
  for (const entry of entries) {
    if (entry.kind === 'directory' || entry.name.endsWith('.lock')) continue
    const id = idIn(files, places, absolutePath(`${directory}/${entry.name}`))
    if (id !== undefined) ids.set(entry.name, id)
  }
  for (const [file, id] of ids) found.set(`${name}/${file}`, id)
  const isSteady = stat !== undefined && Date.now() - stat.mtimeMs > steadyMilliseconds
  if (isSteady && inside.length === 0) known?.note({ name, stamp: stampOf(stat), ids })
  return inside
}

function idIn(files: FileSystem, places: GitPlaces, file: AbsolutePath): string | undefined {
  const text = Buffer.from(files.readBytes(file) ?? [])
    .toString('latin1')
    .trim()
  const id = text.startsWith('ref: ') ? readRef(files, places, text.slice('ref: '.length)) : text
  return id !== undefined && objectId.test(id) ? id : undefined
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
