import * as fs from 'node:fs'
import * as path from 'node:path'
import { type AbsolutePath, absolutePath, systemErrorCode } from '../foundation/base/index.ts'
import { explained, objectsOf } from './local-store.ts'
import { areaOf, type ObjectArea, rootOf } from './object-areas.ts'
import { type ContentHash, isDirectoryHash, type LocalStore } from './object-store.ts'
import { Progress, type StorageCall } from './progress.ts'
import { StoreDirectories } from './store-directories.ts'

/** What a pass over the trash has moved or deleted. */
export interface TrashCount {
  readonly objects: number
  readonly bytes: number
}

/** One object in the trash of a store. */
interface Trashed {
  readonly file: string
  readonly area: ObjectArea
  readonly hash: ContentHash
}

/** Beside the objects, because only there a rename is sure to do; of a name that DVC takes for nothing of its own. */
const directoryName = 'sterna-trash'

/** Sets objects of the store aside, into a directory of the trash for this run. Throws the system's error. */
export function trashInto(store: LocalStore, run: string): (hash: ContentHash) => void {
  const directory = path.join(trashOf(store), run)
  const directories = new StoreDirectories({ isShared: store.shared })
  directories.make(directory)
  const area = areaOf(store)
  return (hash) => {
    const place = `${directory}${path.sep}${area}-${hash}`
    directories.within(place, () => fs.renameSync(store.pathOf(hash), place))
  }
}

/** The name of a run: when it was, in a form that sorts, and by which process. */
export function trashRunName(now: number, processId: number): string {
  return `${new Date(now).toISOString().slice(0, 19).replaceAll(':', '-')}-${processId}`
}

/** Puts objects back, all or those that `isWanted` names; files before manifests. An object that is there again stays. */
export async function restoreTrash(
  stores: readonly LocalStore[],
  isWanted: (hash: ContentHash) => boolean,
  call?: StorageCall,
): Promise<TrashCount> {
  const progress = new Progress(call, 'remove')
  let objects = 0
  let bytes = 0
  for (const store of stores) {
    const mine = listTrash(store).filter(({ area, hash }) => area === areaOf(store) && isWanted(hash))
    for (const one of filesFirst(mine)) {
      const size = explained(() => putBack(store, one))
      objects += size === undefined ? 0 : 1
      bytes += size ?? 0
      await progress.breathe()
    }
    explained(() => removeEmptyRuns(store))
  }
  return { objects, bytes }
}

/** Deletes what runs before `before` (milliseconds since 1970) have set aside. */
export async function emptyTrash(store: LocalStore, before: number, call?: StorageCall): Promise<TrashCount> {
  const progress = new Progress(call, 'remove')
  let objects = 0
  let bytes = 0
  for (const one of listTrash(store, trashRunName(before, 0))) {
    bytes += fs.statSync(one.file, { throwIfNoEntry: false })?.size ?? 0
    explained(() => fs.rmSync(one.file, { force: true }))
    objects++
    await progress.breathe()
  }
  explained(() => removeEmptyRuns(store))
  return { objects, bytes }
}

/** What the trash holds, of all areas; only of the runs whose names sort before `before`, if that is given. */
function listTrash(store: LocalStore, before?: string): Trashed[] {
  const trash = trashOf(store)
  const runs = namesIn(trash).filter((run) => before === undefined || run < before)
  return runs.flatMap((run) =>
    namesIn(path.join(trash, run)).flatMap((name) => {
      const found = /^(md5|legacy)-(.+)$/.exec(name)
      return found ? [{ file: path.join(trash, run, name), area: found[1] as ObjectArea, hash: found[2]! }] : []
    }),
  )
}

/** The size of what was put back; undefined if the object is there already, and the trashed one is of no use. */
function putBack(store: LocalStore, { file, hash }: Trashed): number | undefined {
  const objects = objectsOf(store)
  if (objects.find(hash)) {
    fs.rmSync(file, { force: true })
    return undefined
  }
  const stats = fs.statSync(file, { throwIfNoEntry: false })
  const object = store.pathOf(hash)
  const put = () => new StoreDirectories({ isShared: store.shared }).within(object, () => fs.renameSync(file, object))
  return stats && unlessGone(put) ? stats.size : undefined
}

function filesFirst(trashed: readonly Trashed[]): Trashed[] {
  return [...trashed].sort((a, b) => Number(isDirectoryHash(a.hash)) - Number(isDirectoryHash(b.hash)))
}

function removeEmptyRuns(store: LocalStore): void {
  const trash = trashOf(store)
  for (const directory of [...namesIn(trash).map((run) => path.join(trash, run)), trash]) {
    if (fs.existsSync(directory) && namesIn(directory).length === 0) unlessGone(() => fs.rmdirSync(directory))
  }
}

/** Another process may look after the same trash. Says whether the work was done. */
function unlessGone(work: () => void): boolean {
  try {
    work()
    return true
  } catch (error) {
    if (['ENOENT', 'ENOTEMPTY'].includes(systemErrorCode(error) ?? '')) return false
    throw error
  }
}

function trashOf(store: LocalStore): AbsolutePath {
  return absolutePath(rootOf(store), directoryName)
}

function namesIn(directory: string): string[] {
  try {
    return fs.readdirSync(directory).sort()
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(systemErrorCode(error) ?? '')) return []
    throw error
  }
}
