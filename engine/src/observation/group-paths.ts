import { compareCodePoints, isWithin, parentOf, type RepoPath } from '../foundation/base/index.ts'
import type { UsedPath } from './watched-run.ts'

const manyFiles = 10
const manyDirectories = 4
const severalFiles = 3

export interface ReadGrouping {
  /** Directories that DVC tracks as a whole. */
  readonly trackedDirectories: readonly string[]
  /** Nothing above one of these may stand for what is in it. */
  readonly written: readonly string[]
}

/** Files that were read, as what a stage would name: tracked directories and those of which many files were read as a whole. */
export function groupReads(files: readonly RepoPath[], { trackedDirectories, written }: ReadGrouping): UsedPath[] {
  const owner = (file: string) => trackedDirectories.find((directory) => isWithin(directory, file))
  const isFree = (directory: string) => directory !== '' && !written.some((path) => isWithin(directory, path))
  const ofOwners = [...groupBy(files, owner)]
  const [owned, single] = [ofOwners.filter(([path]) => path !== undefined), ofOwners.filter(([path]) => !path)]
  const plain = [
    ...single.flatMap(([, some]) => some),
    ...owned.flatMap(([, some]) => (some.length < severalFiles ? some : [])),
  ]
  const wholes = owned.flatMap(([path, some]) => (some.length < severalFiles ? [] : [directoryOf(path!, some.length)]))
  return inOrder([...wholes, ...byDirectory(plain, isFree)])
}

/** Files that were written; a directory stands for them if all that it holds was written, and it holds several. */
export function groupWrites(
  files: readonly RepoPath[],
  filesIn: (directory: RepoPath) => Iterable<string>,
): UsedPath[] {
  const written = new Set<string>(files)
  const isWhole = (directory: RepoPath) => {
    let held = 0
    for (const file of filesIn(directory)) {
      if (!written.has(file)) return false
      held++
    }
    return held >= severalFiles
  }
  const above = new Set(files.flatMap(directoriesAbove))
  const whole = [...above].filter(isWhole).sort((a, b) => a.length - b.length)
  const owner = (file: string) => whole.find((directory) => isWithin(directory, file))
  return inOrder(
    [...groupBy(files, owner)].flatMap(([path, some]) =>
      path === undefined ? some.map(fileOf) : [directoryOf(path, some.length)],
    ),
  )
}

function byDirectory(files: readonly RepoPath[], isFree: (directory: string) => boolean): UsedPath[] {
  let items = [...groupBy(files, parentOf)].flatMap(([directory, some]) =>
    some.length >= manyFiles && isFree(directory) ? [directoryOf(directory, some.length)] : some.map(fileOf),
  )
  for (let depth = Infinity; ; ) {
    const found = parentOfMany(items, isFree)
    if (found === undefined || found.length >= depth) return items
    depth = found.length
    const inside = items.filter(({ path }) => isWithin(found, path))
    const sum = inside.reduce((total, { files }) => total + files, 0)
    items = [...items.filter(({ path }) => !isWithin(found, path)), directoryOf(found, sum)]
  }
}

/** The deepest directory with many whole directories in it. */
function parentOfMany(items: readonly UsedPath[], isFree: (directory: string) => boolean): string | undefined {
  const directories = items.filter(({ isDirectory }) => isDirectory)
  return [...groupBy(directories, ({ path }) => parentOf(path))]
    .filter(([parent, some]) => some.length >= manyDirectories && isFree(parent))
    .map(([parent]) => parent)
    .sort((a, b) => b.length - a.length)[0]
}

function directoriesAbove(file: RepoPath): RepoPath[] {
  const parent = parentOf(file)
  return parent === '' ? [] : [parent, ...directoriesAbove(parent)]
}

function fileOf(path: RepoPath): UsedPath {
  return { path, isDirectory: false, files: 1 }
}

function directoryOf(path: string, files: number): UsedPath {
  return { path: path as RepoPath, isDirectory: true, files }
}

function inOrder(items: readonly UsedPath[]): UsedPath[] {
  return [...items].sort((a, b) => compareCodePoints(a.path, b.path))
}

function groupBy<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>()
  for (const item of items) {
    const key = keyOf(item)
    const group = groups.get(key)
    if (group) group.push(item)
    else groups.set(key, [item])
  }
  return groups
}
