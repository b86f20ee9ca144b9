import type { ContentHash, ObjectStore } from '../storage/index.ts'
import type { DataCall } from './data-context.ts'
import type { WantedObjects, WantedPiece } from './wanted-objects.ts'

/** Objects that one store has and another lacks. */
export interface MovingObjects {
  /** How many bytes each has. */
  readonly sizes: ReadonlyMap<ContentHash, number>
  /** Those that neither has. */
  readonly missing: readonly ContentHash[]
}

/** What of some objects would go from one store to another. */
export async function movingOf(
  from: ObjectStore,
  to: ObjectStore,
  hashes: readonly ContentHash[],
  call: DataCall,
): Promise<MovingObjects> {
  const lacked = await to.missing([...new Set(hashes)], call)
  const found = await from.sizes(lacked, call)
  const sizes = new Map(lacked.flatMap((hash, i) => (found[i] === undefined ? [] : [[hash, found[i]]])))
  return { sizes, missing: lacked.filter((hash) => !sizes.has(hash)) }
}

/** The same of what is wanted as a whole: a manifest only goes where all its files are or go. */
export async function movingWanted(
  from: ObjectStore,
  to: ObjectStore,
  { files, directories, pieces, unknown }: WantedObjects,
  call: DataCall,
): Promise<MovingObjects> {
  const inside = [...directories, ...pieces].flatMap((wanted) => wanted.files)
  const contents = await movingOf(from, to, [...files, ...inside], call)
  const absent = new Set(contents.missing)
  const complete = directories.filter((directory) => !directory.files.some((file) => absent.has(file)))
  const whole = [...complete, ...(await completedBy(contents, pieces, to))]
  const manifests = await movingOf(
    from,
    to,
    whole.map(({ hash }) => hash),
    call,
  )
  return {
    sizes: new Map([...contents.sizes, ...manifests.sizes]),
    missing: [...contents.missing, ...manifests.missing, ...unknown],
  }
}

/** Directories of which only some files are wanted, but then all are there. */
async function completedBy({ sizes }: MovingObjects, pieces: readonly WantedPiece[], to: ObjectStore) {
  const completed: WantedPiece[] = []
  for (const piece of pieces)
    if ((await to.missing(piece.allFiles)).every((file) => sizes.has(file))) completed.push(piece)
  return completed
}
