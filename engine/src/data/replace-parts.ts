import { type DirectoryManifest, makeManifest } from '../storage/index.ts'
import { directoriesAbove, partFinder } from './output-parts.ts'

/** What a part of a directory holds from now on: no files if it is gone. */
export interface PartContent {
  readonly part: string
  /** Hashes by paths from the directory. */
  readonly files: ReadonlyMap<string, string>
  readonly bytes: number
}

export type PartChange = 'none' | 'new' | 'other'

export interface ReplacedParts {
  readonly manifest: DirectoryManifest
  /** In the order of the contents. */
  readonly changes: readonly PartChange[]
}

/**
 * The directory's files with those of some parts replaced; none of the parts is inside another. A file that stood where
 * one of the parts now needs a directory goes.
 */
export function replaceParts(before: DirectoryManifest, contents: readonly PartContent[]): ReplacedParts {
  const find = partFinder(contents.map(({ part }) => part))
  const inTheWay = new Set(contents.flatMap(({ files }) => [...files.keys()].flatMap(directoriesAbove)))
  const old = new Map<string, Map<string, string>>()
  const kept: [string, string][] = []
  before.relpaths.forEach((relpath, index) => {
    const entry: [string, string] = [relpath, before.hashes[index]!]
    const part =
      find(relpath) ??
      (inTheWay.has(relpath) ? contents.find(({ files }) => hasBelow(files, relpath))!.part : undefined)
    if (part === undefined) kept.push(entry)
    else old.set(part, (old.get(part) ?? new Map()).set(...entry))
  })
  const all = [...kept, ...contents.flatMap(({ files }) => [...files])]
  return {
    manifest: makeManifest(
      all.map(([relpath]) => relpath),
      all.map(([, hash]) => hash),
    ),
    changes: contents.map(({ part, files }) => changeOf(old.get(part), files)),
  }
}

function hasBelow(files: ReadonlyMap<string, string>, directory: string): boolean {
  return [...files.keys()].some((file) => file.startsWith(`${directory}/`))
}

function changeOf(before: ReadonlyMap<string, string> | undefined, after: ReadonlyMap<string, string>): PartChange {
  if (!before) return after.size === 0 ? 'none' : 'new'
  const isSame = before.size === after.size && [...before].every(([file, hash]) => after.get(file) === hash)
  return isSame ? 'none' : 'other'
}

/** The directory's size, as far as it is known: DVC does not look up the sizes of files that were there before. */
export function bytesAfter(
  before: number | undefined,
  contents: readonly PartContent[],
  changes: readonly PartChange[],
): number | undefined {
  let bytes = before
  contents.forEach((content, index) => {
    if (changes[index] === 'none') return
    bytes = changes[index] === 'new' && bytes ? bytes + content.bytes : undefined
  })
  return bytes
}
