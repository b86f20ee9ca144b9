import * as fs from 'node:fs'
import { type AbsolutePath, absolutePath } from '../foundation/base/index.ts'
import { isLocalStore, localStore, objectsOf } from './local-store.ts'
import type { ContentHash, LocalStore, ObjectStore } from './object-store.ts'
import { filesOf, remoteStore } from './remotes/remote-store.ts'

/** A cache or a remote has two areas: the one of today, and that of DVC before 3.0. */
export type ObjectArea = 'md5' | 'legacy'

const contentName = /^[0-9a-f]{32}(\.dir)?$/

/** The objects of DVC before 3.0 in the same place; undefined if the store cannot have such. */
export function legacyAreaOf(store: LocalStore): LocalStore
export function legacyAreaOf(store: ObjectStore): ObjectStore | undefined
export function legacyAreaOf(store: ObjectStore): ObjectStore | undefined {
  if (isLocalStore(store)) return localStore(absolutePath(store.name), { shared: store.shared, legacy: true })
  const files = filesOf(store)
  return files && remoteStore(files, { isLegacy: true })
}

export function areaOf(store: LocalStore): ObjectArea {
  return objectsOf(store).place.legacy ? 'legacy' : 'md5'
}

/** The directory that a store's areas, its trash and its quarantine lie in. */
export function rootOf(store: LocalStore): AbsolutePath {
  return absolutePath(store.name)
}

/** Whether a listed name can be that of content: the others are what killed writes left. */
export function isObjectName(hash: ContentHash): boolean {
  return contentName.test(hash)
}

/** What a write that did not end has left in the place of an object. */
export function isTemporaryObject(hash: ContentHash): boolean {
  return hash.endsWith('.tmp')
}

/** Those of the objects that are not there. Unlike `missing` it does not look whether they are right, and changes nothing. */
export function absentObjects(store: LocalStore, hashes: readonly ContentHash[]): ContentHash[] {
  return hashes.filter((hash) => !fs.existsSync(store.pathOf(hash)))
}

/** How many of these objects are there, and the bytes that those take, as their files say. */
export function measureObjects(store: LocalStore, hashes: Iterable<ContentHash>): { objects: number; bytes: number } {
  const there = { objects: 0, bytes: 0 }
  for (const hash of hashes) {
    const stats = fs.statSync(store.pathOf(hash), { throwIfNoEntry: false })
    if (!stats) continue
    there.objects++
    there.bytes += stats.size
  }
  return there
}
