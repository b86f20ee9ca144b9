import type { Scalar, Value, ValueMap } from '../../foundation/formats/index.ts'
import { equalLikePython } from '../../foundation/formats/index.ts'
import {
  type ContentHash,
  type DirectoryManifest,
  emptyManifest,
  manifestHash,
  renderManifest,
} from '../../storage/index.ts'
import { directoryOf, listedDirectory } from './directory-content.ts'
import { mergeManifests } from './merge-manifests.ts'
import { changedSide, type Merging, mapSides, mergeKeys, mergeValue, type Sides, shownValue } from './three-way.ts'

/** What a merge of outputs has to look up: nothing of it is changed. */
export interface DirectoryLookup {
  /** The files of a directory by its hash; undefined if nobody has its manifest. */
  manifest(hash: ContentHash): DirectoryManifest | undefined
  /** The size of all its files together, if that can be told. */
  bytesOf(manifest: DirectoryManifest): number | undefined
}

export interface OutputMerging extends Merging {
  readonly lookup: DirectoryLookup
  /** Manifests of directories that came about by the merge. */
  readonly made: Map<ContentHash, Uint8Array>
}

/** Keys that say together what an output's content is; a merge never mixes them. */
const contentKeys: readonly Scalar[] = [
  'md5',
  'size',
  'nfiles',
  'isexec',
  'hash',
  'etag',
  'checksum',
  'version_id',
  'cloud',
  'files',
]

/** Merges lists of outputs path by path, in our side's order; what only the other side has follows. */
export function mergeOutputs(sides: Sides<Value>, merging: OutputMerging): Value[] {
  const [base, ours, theirs] = [byPath(sides.base), byPath(sides.ours), byPath(sides.theirs)]
  return [...new Set([...ours.keys(), ...theirs.keys()])].flatMap((path) => {
    const entry = mergeOutput({ base: base.get(path), ours: ours.get(path), theirs: theirs.get(path) }, path, merging)
    return entry === undefined ? [] : [entry]
  })
}

function byPath(outputs: Value | undefined): Map<string, ValueMap> {
  const entries = Array.isArray(outputs) ? (outputs as ValueMap[]) : []
  return new Map(entries.map((entry) => [String(entry.get('path')), entry]))
}

function mergeOutput(sides: Sides<ValueMap>, path: string, merging: OutputMerging): ValueMap | undefined {
  const changed = changedSide(sides, equalLikePython)
  if (changed !== 'both') return sides[changed]
  if (sides.ours === undefined || sides.theirs === undefined) {
    merging.conflicts.push({ subject: path, ours: shownContent(sides.ours), theirs: shownContent(sides.theirs) })
    return sides[merging.side]
  }
  const content = mergeContent(mapSides(sides, contentOf), path, merging)
  const rest = mergeKeys(mapSides(sides, withoutContent), (key, values) =>
    mergeValue(values, `'${String(key)}' of ${path}`, merging),
  )
  return new Map([...content, ...rest])
}

function mergeContent(sides: Sides<ValueMap>, path: string, merging: OutputMerging): ValueMap {
  const changed = changedSide(sides, equalLikePython)
  if (changed !== 'both') return sides[changed] ?? new Map()
  const directories = directorySides(sides, merging.lookup)
  const merged = directories && mergeManifests(directories, merging.side)
  if (merged) {
    for (const conflict of merged.conflicts)
      merging.conflicts.push({ ...conflict, subject: `${path}/${conflict.subject}` })
    return contentOfDirectory(merged.manifest, sides, merging)
  }
  merging.conflicts.push({ subject: path, ours: shownContent(sides.ours), theirs: shownContent(sides.theirs) })
  return sides[merging.side]!
}

/** The directories that the contents stand for, if both are such, hashed alike, and their manifests can be had. */
function directorySides(sides: Sides<ValueMap>, lookup: DirectoryLookup): Sides<DirectoryManifest> | undefined {
  const isAlike = [sides.base, sides.theirs].every((one) => !one || one.get('hash') === sides.ours?.get('hash'))
  if (!isAlike) return undefined
  const found = mapSides(sides, (content) => directoryOf(content, (hash) => lookup.manifest(hash)))
  const base = sides.base ? found.base : emptyManifest
  return base && found.ours && found.theirs && { ...found, base }
}

function contentOfDirectory(
  manifest: DirectoryManifest,
  { ours, theirs }: Sides<ValueMap>,
  merging: OutputMerging,
): ValueMap {
  const bytes = renderManifest(manifest)
  const hash = manifestHash(bytes)
  merging.made.set(hash, bytes)
  const listed = listedDirectory(manifest, [ours!, theirs!])
  if (listed) return listed
  const size = merging.lookup.bytesOf(manifest)
  const content: ValueMap = new Map<Scalar, Value>([['md5', hash]])
  if (size !== undefined) content.set('size', size)
  content.set('nfiles', manifest.relpaths.length)
  return ours!.has('hash') ? content.set('hash', 'md5') : content
}

function contentOf(entry: ValueMap): ValueMap {
  return new Map([...entry].filter(([key]) => contentKeys.includes(key)))
}

function withoutContent(entry: ValueMap): ValueMap {
  return new Map([...entry].filter(([key]) => !contentKeys.includes(key)))
}

function shownContent(entry: ValueMap | undefined): string {
  return entry === undefined ? 'deleted' : shownValue(entry.get('md5') ?? entry.get('etag') ?? entry)
}
