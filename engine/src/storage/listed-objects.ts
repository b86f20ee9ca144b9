import * as path from 'node:path'
import { HashColumn } from './hash-column.ts'
import type { LocalObjectsPlace } from './local-objects.ts'
import { explained, namesIn, objectPrefixes, objectsOf } from './local-store.ts'
import type { LocalStore } from './object-store.ts'
import { Progress, type StorageCall } from './progress.ts'
import { threadsWorth } from './threads/share-out.ts'
import type { ListOrder } from './threads/thread-work.ts'
import { startThreads } from './threads/threads.ts'

/** Every name in the store. A thread of its own lists a large one, so that the caller can do something else meanwhile. */
export async function listObjects(store: LocalStore, call?: StorageCall): Promise<HashColumn> {
  const { place } = objectsOf(store)
  const prefixes = explained(() => objectPrefixes(place.directory))
  const progress = new Progress(call, 'silent')
  const [thread] = startThreads(Math.min(threadsWorth(aboutHowMany(place, prefixes)), 1))
  if (!thread) return listShare({ place, prefixes }, progress)
  try {
    return HashColumn.ofPacked(await thread.run('list', { place, prefixes }, progress))
  } finally {
    await thread.close()
  }
}

/** Hashes fall evenly on all prefixes. */
export function aboutHowMany({ directory }: LocalObjectsPlace, prefixes: readonly string[]): number {
  const [first] = prefixes
  return first === undefined ? 0 : prefixes.length * explained(() => namesIn(path.join(directory, first)).length)
}

/** What lies below some of the prefixes. */
export async function listShare({ place, prefixes }: ListOrder, progress: Progress): Promise<HashColumn> {
  const listed = new HashColumn()
  for (const prefix of prefixes) {
    for (const name of explained(() => namesIn(path.join(place.directory, prefix)))) listed.add(prefix + name)
    await progress.breathe()
  }
  return listed
}
