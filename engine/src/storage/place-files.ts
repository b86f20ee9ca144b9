import * as path from 'node:path'
import { type AbsolutePath, explainSystemError } from '../foundation/base/index.ts'
import { always, type MayGiveWay } from './give-way.ts'
import type { Links } from './links.ts'
import { LocalObjects } from './local-objects.ts'
import { objectsOf } from './local-store.ts'
import type { ContentHash } from './object-store.ts'
import { isWholeAtOnce, Places } from './places.ts'
import { Progress, type StorageCall } from './progress.ts'
import { byDepth, shareByTop } from './share-by-top.ts'
import { threadsWorth } from './threads/share-out.ts'
import type { PlaceOrder } from './threads/thread-work.ts'
import { sideBySide, startThreads } from './threads/threads.ts'

export interface PlaceFilesOptions {
  /** Asked about what lies where a file or a directory has to be; without it, all of that gives way. */
  readonly mayGiveWay?: MayGiveWay
  readonly call?: StorageCall
}

/**
 * Puts objects at paths below `directory`, like `placeObject` but for many: of a directory that is there already, give
 * only what differs. Links are made by several threads; copies by one, since ext4 makes files one after the other anyway.
 * Failures: 'missing-data' at the first object that the store does not have, 'unsaved-changes' at the first file that may
 * not give way.
 */
export async function placeFiles(
  links: Links,
  directory: AbsolutePath,
  files: ReadonlyMap<string, ContentHash>,
  { mayGiveWay = always, call }: PlaceFilesOptions = {},
): Promise<void> {
  if (files.size === 0) return
  const progress = new Progress(call, 'link', { totalFiles: files.size })
  const order = {
    place: objectsOf(links.store).place,
    store: links.store.name,
    type: links.typeFor(directory),
    scratch: links.scratchFor(directory),
    directory,
  }
  const { top, below } = byDepth(files)
  await placeShare({ ...order, ...top }, progress, mayGiveWay)
  await placeBelow({ ...order, ...below }, progress, mayGiveWay)
}

/** Others do not know what may give way: what they find in theirs comes back, and is decided here. */
async function placeBelow(order: PlaceOrder, progress: Progress, mayGiveWay: MayGiveWay): Promise<void> {
  const threads = startThreads(isWholeAtOnce(order.type) ? threadsWorth(order.relpaths.length) : 0)
  const [own, ...others] = shareByTop(order, threads.length + 1).map((share) => ({ ...order, ...share }))
  const [, ...left] = await sideBySide(
    threads,
    progress,
    () => placeShare(own!, progress, mayGiveWay),
    (thread, i) => thread.run('place', others[i]!, progress),
  )
  for (const [i, rows] of left.entries()) await placeShare(pick(others[i]!, rows), progress, mayGiveWay)
}

/** Does a share. Returns the rows whose name something else has; there are none where it is known what may give way. */
export async function placeShare(order: PlaceOrder, progress: Progress, mayGiveWay?: MayGiveWay): Promise<number[]> {
  const { directory, relpaths, hashes } = order
  const places = new Places({ ...order, objects: new LocalObjects(order.place), mayGiveWay })
  const left: number[] = []
  try {
    for (let i = 0; i < relpaths.length; i++) {
      if (places.place(hashes[i]!, `${directory}${path.sep}${path.normalize(relpaths[i]!)}`)) progress.add(1, 0)
      else left.push(i)
      await progress.breathe()
    }
  } catch (error) {
    throw explainSystemError(error)
  } finally {
    places.finish()
  }
  progress.report()
  return left
}

function pick(order: PlaceOrder, rows: readonly number[]): PlaceOrder {
  return { ...order, relpaths: rows.map((row) => order.relpaths[row]!), hashes: rows.map((row) => order.hashes[row]!) }
}
