import { Failure, systemErrorCode } from '../foundation/base/index.ts'
import { explained, objectsOf } from './local-store.ts'
import { hashFile } from './md5/hash-file.ts'
import { isObjectName } from './object-areas.ts'
import { type ContentHash, isDirectoryHash, type LocalStore } from './object-store.ts'
import { Progress, type StorageCall } from './progress.ts'

export interface MigratedObjects {
  /** How many objects are new in the area of today. */
  readonly count: number
  /** The hashes of today by those of DVC before 3.0; of files only, as directories have to be written anew. */
  readonly names: ReadonlyMap<ContentHash, ContentHash>
  /** Objects that do not hold what their names promise; they stay where they are. */
  readonly corrupt: readonly ContentHash[]
}

/** Those objects of the area of DVC before 3.0 that a migration looks at. */
export async function objectsToMigrate(from: LocalStore): Promise<readonly ContentHash[]> {
  return (await from.list()).filter(isObjectName)
}

/**
 * Makes every object of the old area one of the new area too, under the hash of its bytes as they are. The bytes are not
 * copied where they can be linked, and the old names stay.
 */
export async function migrateObjects(from: LocalStore, to: LocalStore, call?: StorageCall): Promise<MigratedObjects> {
  const hashes = await objectsToMigrate(from)
  const progress = new Progress(call, 'store', { totalFiles: hashes.length })
  const names = new Map<ContentHash, ContentHash>()
  const corrupt: ContentHash[] = []
  let count = 0
  for (const old of hashes) {
    const { hash, bytes } = explained(() => hashFile(from.pathOf(old)))
    progress.add(1, bytes)
    await progress.breathe()
    if (hash !== old && !isDirectoryHash(old) && !explained(() => objectsOf(from).isRight(from.pathOf(old), old))) {
      corrupt.push(old)
      continue
    }
    const name = isDirectoryHash(old) ? `${hash}.dir` : hash
    if (!isDirectoryHash(old)) names.set(old, name)
    if (explained(() => bringIn(from, to, old, name))) count++
  }
  progress.report()
  return { count, names, corrupt }
}

/** Says whether the object was not there yet. */
function bringIn(from: LocalStore, to: LocalStore, old: ContentHash, name: ContentHash): boolean {
  const objects = objectsOf(to)
  if (objects.find(name)) return false
  try {
    return objects.linkIn(from.pathOf(old), name)
  } catch (error) {
    if (error instanceof Failure || !cannotLink.has(systemErrorCode(error) ?? '')) throw error
    objects.copyIn(from.pathOf(old), name)
    return true
  }
}

const cannotLink = new Set(['EXDEV', 'EPERM', 'EMLINK', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'])
