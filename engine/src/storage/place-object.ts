import * as fs from 'node:fs'
import * as path from 'node:path'
import { type AbsolutePath, absolutePath } from '../foundation/base/index.ts'
import { always, type MayGiveWay, makeWay } from './give-way.ts'
import { isTied, linkInto, type PlaceOptions } from './link-type.ts'
import type { Links } from './links.ts'
import { explained, missingObject } from './local-store.ts'
import type { ContentHash } from './object-store.ts'

export interface PlaceObjectOptions extends PlaceOptions {
  /** Asked about what lies there; without it, that gives way. */
  readonly mayGiveWay?: MayGiveWay
}

/**
 * Puts an object at `target`, replacing a file there in one step; directories are made. Nobody sees half a file, also
 * when the process is killed. Failures: 'missing-data' if the store does not have the object, 'unsaved-changes' if what
 * is there may not give way.
 */
export function placeObject(
  links: Links,
  hash: ContentHash,
  target: AbsolutePath,
  { mayGiveWay = always, ...options }: PlaceObjectOptions = {},
): void {
  explained(() => {
    const directory = absolutePath(path.dirname(target))
    fs.mkdirSync(directory, { recursive: true })
    const object = links.store.pathOf(hash)
    if (!fs.existsSync(object)) throw missingObject(hash, links.store.name)
    const job = { object, hash, target, scratch: links.scratchFor(target), ...options }
    linkInto(links.typeFor(directory), job, (place) => makeWay(place, mayGiveWay))
  })
}

/** Whether the file at `target` is tied to the object in the wanted way already, so that relinking would change nothing. */
export function isPlaced(links: Links, hash: ContentHash, target: AbsolutePath): boolean {
  return explained(() => {
    if (!fs.existsSync(target)) return false
    return isTied(links.typeFor(absolutePath(path.dirname(target))), links.store.pathOf(hash), target)
  })
}
