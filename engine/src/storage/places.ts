import * as fs from 'node:fs'
import * as path from 'node:path'
import { Failure, systemErrorCode } from '../foundation/base/index.ts'
import { clearWholly, type MayGiveWay, makeWay } from './give-way.ts'
import { type LinkJob, type LinkType, linkInto, linkToNew } from './link-type.ts'
import type { LocalObjects } from './local-objects.ts'
import { missingObject } from './local-store.ts'
import { NewDirectory } from './new-directory.ts'
import type { ContentHash } from './object-store.ts'
import type { PlaceOrder } from './threads/thread-work.ts'

export interface Placing extends Pick<PlaceOrder, 'store' | 'type' | 'scratch'> {
  /** What the files are below of; may be a link itself, if a person wanted it so. */
  readonly directory: string
  readonly objects: LocalObjects
  /** Without it, what is there stays. */
  readonly mayGiveWay: MayGiveWay | undefined
}

/** Where files go, one after the other: a directory that is not there yet is filled out of sight. */
export class Places {
  readonly #placing: Placing
  readonly #ready = new Set<string>()
  #fresh: NewDirectory | undefined

  constructor(placing: Placing) {
    this.#placing = placing
  }

  /** False if what has the name of the file, or of its directory, stays. */
  place(hash: ContentHash, target: string): boolean {
    const parent = path.dirname(target)
    const isOpen = this.#fresh?.target === parent && !this.#fresh.isFull
    return (isOpen || this.#enter(parent)) && placeOne(this.#placing, hash, target, this.#fresh)
  }

  finish(): void {
    const fresh = this.#fresh
    this.#fresh = undefined
    fresh?.finish()
  }

  #enter(parent: string): boolean {
    this.finish()
    if (this.#ready.has(parent)) return true
    const found = fs.lstatSync(parent, { throwIfNoEntry: false })
    if (found?.isSymbolicLink() && parent !== this.#placing.directory) throw behindLink(parent)
    if (found?.isFile()) {
      if (!this.#placing.mayGiveWay) return false
      clearWholly(parent, this.#placing.mayGiveWay)
    }
    this.#ready.add(parent)
    if (found && !found.isFile()) return true
    if (isWholeAtOnce(this.#placing.type)) fs.mkdirSync(parent, { recursive: true })
    else this.#fresh = new NewDirectory(parent, this.#placing.scratch)
    return true
  }
}

/** Such a link was not made by us: below a tracked directory there are only directories and files. */
function behindLink(parent: string): Failure {
  return new Failure('outside-project', `'${parent}' is a link; nothing is written behind it.`, {
    hint: 'Remove the link, or put a directory in its place.',
  })
}

function placeOne(placing: Placing, hash: ContentHash, target: string, fresh: NewDirectory | undefined): boolean {
  const { objects, store, type, scratch, mayGiveWay } = placing
  const job = { object: objects.pathOf(hash), hash, target, scratch }
  try {
    if (type === 'symlink' && !fs.existsSync(job.object)) throw missingObject(hash, store)
    if (fresh) fresh.add(type, job)
    else if (linkToFreeName(type, job)) return true
    else if (mayGiveWay) linkInto(type, job, (place) => makeWay(place, mayGiveWay))
    return fresh !== undefined || mayGiveWay !== undefined
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
export function isWholeAtOnce(type: LinkType): boolean {
  return type === 'hardlink' || type === 'symlink'
}
