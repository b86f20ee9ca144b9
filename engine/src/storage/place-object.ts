import * as fs from 'node:fs'
import * as path from 'node:path'
import { type AbsolutePath, absolutePath } from '../foundation/base/index.ts'
import { isTied, linkInto, type PlaceOptions } from './link-type.ts'
import type { Links } from './links.ts'
import { explained, missingObject } from './local-store.ts'
import type { ContentHash } from './object-store.ts'

/**
 * Puts an object at `target`, replacing a file there in one step; directories are made. Nobody sees half a file, also
 * when the process is killed. Failure 'missing-data' if the store does not have the object.
 */
export function placeObject(links: Links, hash: ContentHash, target: AbsolutePath, options: PlaceOptions = {}): void {
  explained(() => {
    const directory = absolutePath(path.dirname(target))
    fs.mkdirSync(directory, { recursive: true })
    const object = links.store.pathOf(hash)
    if (!fs.existsSync(object)) throw missingObject(hash, links.store.name)
    linkInto(links.typeFor(directory), { object, hash, target, scratch: links.scratchFor(target), ...options })
  })
}

/** Whether the file at `target` is tied to the object in the wanted way already, so that relinking would change nothing. */
export function isPlaced(links: Links, hash: ContentHash, target: AbsolutePath): boolean {
  return explained(() => {
    if (!fs.existsSync(target)) return false
    return isTied(links.typeFor(absolutePath(path.dirname(target))), links.store.pathOf(hash), target)
  })
}
