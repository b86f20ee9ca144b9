import * as fs from 'node:fs'
import * as path from 'node:path'
import { type AbsolutePath, explainSystemError, Failure, systemErrorCode } from '../foundation/base/index.ts'
import { type LinkJob, type LinkType, linkInto, linkToNew } from './link-type.ts'
import type { Links } from './links.ts'
import { LocalObjects } from './local-objects.ts'
import { missingObject, objectsOf } from './local-store.ts'
import { NewDirectory } from './new-directory.ts'
import type { ContentHash } from './object-store.ts'
import { Progress, type StorageCall } from './progress.ts'
import { byDepth, shareByTop } from './share-by-top.ts'
import { threadsWorth } from './threads/share-out.ts'
import type { PlaceOrder } from './threads/thread-work.ts'
import { sideBySide, startThreads } from './threads/threads.ts'

/**
 * Puts objects at paths below `directory`, like `placeObject` but for many: of a directory that is there already, give
 * only what differs. Links are made by several threads; copies by one, since ext4 makes files one after the other anyway.
 * Failure 'missing-data' at the first object that the store does not have.
 */
export async function placeFiles(
  links: Links,
  directory: AbsolutePath,
  files: ReadonlyMap<string, ContentHash>,
  call?: StorageCall,
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
  await placeShare({ ...order, ...top }, progress)
  const threads = startThreads(isWholeAtOnce(order.type) ? threadsWorth(below.relpaths.length) : 0)
  const [own, ...others] = shareByTop(below, threads.length + 1).map((share) => ({ ...order, ...share }))
  await sideBySide(
    threads,
    progress,
    () => placeShare(own!, progress),
    (thread, i) => thread.run('place', others[i]!, progress),
  )
}

/** Does the share of a thread. */
export async function placeShare(order: PlaceOrder, progress: Progress): Promise<undefined> {
  const { directory, relpaths, hashes } = order
  const places = new Places({ ...order, objects: new LocalObjects(order.place) })
  try {
    for (let i = 0; i < relpaths.length; i++) {
      places.place(hashes[i]!, `${directory}${path.sep}${path.normalize(relpaths[i]!)}`)
      progress.add(1, 0)
      await progress.breathe()
    }
  } catch (error) {
    throw explainSystemError(error)
  } finally {
    places.finish()
  }
  progress.report()
}

/** Where files go, one after the other: a directory that is not there yet is filled out of sight. */
class Places {
  readonly #placing: Placing
  readonly #ready = new Set<string>()
  #fresh: NewDirectory | undefined

  constructor(placing: Placing) {
    this.#placing = placing
  }

  place(hash: ContentHash, target: string): void {
    const parent = path.dirname(target)
    if (this.#fresh?.target !== parent || this.#fresh.isFull) this.#enter(parent)
    placeOne(this.#placing, hash, target, this.#fresh)
  }

  finish(): void {
    this.#fresh?.finish()
    this.#fresh = undefined
  }

  #enter(parent: string): void {
    this.finish()
    if (this.#ready.has(parent)) return
    this.#ready.add(parent)
    const found = fs.lstatSync(parent, { throwIfNoEntry: false })
    // A file where a directory has to be gives way: what was in it is either in the store or was agreed to be lost.
    if (found?.isFile()) fs.rmSync(parent)
    if (found?.isSymbolicLink() && parent !== this.#placing.directory) throw behindLink(parent)
    if (found && !found.isFile()) return
    if (isWholeAtOnce(this.#placing.type)) fs.mkdirSync(parent, { recursive: true })
    else this.#fresh = new NewDirectory(parent, this.#placing.scratch)
  }
}

/** Such a link was not made by us: below a tracked directory there are only directories and files. */
function behindLink(parent: string): Failure {
  return new Failure('outside-project', `'${parent}' is a link; nothing is written behind it.`, {
    hint: 'Remove the link, or put a directory in its place.',
  })
}

interface Placing extends Pick<PlaceOrder, 'store' | 'type' | 'scratch'> {
  /** What the files are below of; may be a link itself, if a person wanted it so. */
  readonly directory: string
  readonly objects: LocalObjects
}

function placeOne(placing: Placing, hash: ContentHash, target: string, fresh: NewDirectory | undefined): void {
  const { objects, store, type, scratch } = placing
  const job = { object: objects.pathOf(hash), hash, target, scratch }
  try {
    if (type === 'symlink' && !fs.existsSync(job.object)) throw missingObject(hash, store)
    if (fresh) fresh.add(type, job)
    else if (!linkToFreeName(type, job)) replace(type, job)
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT' && !fs.existsSync(job.object)) throw missingObject(hash, store)
    throw error
  }
}

/** A link to a name that is free needs no temporary one. */
function linkToFreeName(type: LinkType, job: LinkJob): boolean {
  return isWholeAtOnce(type) && linkToNew(type, job)
}

/** Such a link is there as a whole or not at all. */
function isWholeAtOnce(type: LinkType): boolean {
  return type === 'hardlink' || type === 'symlink'
}

/** A directory where a file has to be gives way, like a file where a directory has to be. */
function replace(type: LinkType, job: LinkJob): void {
  if (fs.lstatSync(job.target, { throwIfNoEntry: false })?.isDirectory()) fs.rmSync(job.target, { recursive: true })
  linkInto(type, job)
}
