import * as fs from 'node:fs'
import * as path from 'node:path'
import { type AbsolutePath, absolutePath } from '../foundation/base/index.ts'
import { explained } from './local-store.ts'
import { areaOf, rootOf } from './object-areas.ts'
import type { ContentHash, LocalStore } from './object-store.ts'
import { StoreDirectories } from './store-directories.ts'

const directoryName = 'sterna-quarantine'

/** Moves a corrupt object out of the store, to where nobody takes it for data. Returns its new place. */
export function quarantine(store: LocalStore, hash: ContentHash): AbsolutePath {
  return explained(() => {
    const wanted = placeOf(store, hash)
    new StoreDirectories({ isShared: store.shared }).make(path.dirname(wanted))
    const place = freePlace(wanted)
    fs.renameSync(store.pathOf(hash), place)
    return place
  })
}

/** Whether a corrupt object of this hash has been moved out of the store, now or earlier. */
export function isQuarantined(store: LocalStore, hash: ContentHash): boolean {
  return fs.existsSync(placeOf(store, hash))
}

function placeOf(store: LocalStore, hash: ContentHash): string {
  return path.join(rootOf(store), directoryName, `${areaOf(store)}-${hash}`)
}

/** An earlier corrupt object of that name stays. */
function freePlace(wanted: string): AbsolutePath {
  for (let number = 1; ; number++) {
    const place = number === 1 ? wanted : `${wanted}-${number}`
    if (!fs.existsSync(place)) return absolutePath(place)
  }
}
