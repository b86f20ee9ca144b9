import { Failure, isWithin, joinRepo, overlaps, type RepoPath } from '../foundation/base/index.ts'

export interface PartMove {
  /** Inside of the directory that is left. */
  readonly from: RepoPath
  /** Inside of the same or another tracked directory, or that directory itself. */
  readonly to: RepoPath
  /** As the person wrote it. */
  readonly shown: string
}

export type Entry = readonly [file: string, hash: string]

export interface PartPlacing {
  readonly move: PartMove
  /** What goes, by paths behind the part's own. */
  readonly moved: readonly Entry[]
  /** The tracked directory that it goes into, and what is recorded there. */
  readonly directory: RepoPath
  readonly recorded: readonly Entry[]
  /** Whether it goes into another directory, and nothing is left in the workspace at the place it comes from. */
  readonly isGone: boolean
}

export interface PlacedPart {
  /** Its place in the directory. */
  readonly to: string
  readonly placed: readonly Entry[]
  /** What else the directory holds. */
  readonly others: readonly Entry[]
}

/** Where a part goes; one that a command which was interrupted has recorded there already stays where it is. */
export function placePart(placing: PartPlacing): PlacedPart {
  const { move, moved, directory, recorded, isGone } = placing
  const wanted = move.to.slice(directory.length + 1)
  const below = joinPath(wanted, move.from.slice(move.from.lastIndexOf('/') + 1))
  const placedAt = (to: string): Entry[] => moved.map(([file, hash]) => [`${to}${file}`, hash])
  const isThere = (to: string) => isSame(placedAt(to), within(recorded, to))
  const done = isGone ? [wanted, below].find((to) => to !== '' && isThere(to)) : undefined
  const to = done ?? freePlace(placing, wanted, below)
  const others = done === undefined ? recorded : recorded.filter(([file]) => !isWithin(done, file))
  return { to, placed: placedAt(to), others }
}

/** A directory that is recorded takes the part in under its name. */
function freePlace({ move, directory, recorded }: PartPlacing, wanted: string, below: string): string {
  const isDirectory = wanted === '' || recorded.some(([file]) => file.startsWith(`${wanted}/`))
  const place = isDirectory ? below : wanted
  const taken = recorded.find(([file]) => overlaps(place, file))
  if (taken) throw new Failure('file-exists', `'${joinRepo(directory, taken[0])}' already exists`)
  if (isWithin(move.from, joinRepo(directory, place)))
    throw new Failure('usage', `'${move.shown}' cannot be moved into itself.`)
  return place
}

function within(entries: readonly Entry[], place: string): Entry[] {
  return entries.filter(([file]) => isWithin(place, file))
}

function isSame(a: readonly Entry[], b: readonly Entry[]): boolean {
  const hashes = new Map(b)
  return a.length === b.length && a.every(([file, hash]) => hashes.get(file) === hash)
}

function joinPath(directory: string, name: string): string {
  return directory === '' ? name : `${directory}/${name}`
}
