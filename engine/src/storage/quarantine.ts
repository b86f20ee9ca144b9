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
    const directory = absolutePath(rootOf(store), directoryName)
    new StoreDirectories({ isShared: store.shared }).make(directory)
    const place = freePlace(path.join(directory, `${areaOf(store)}-${hash}`))
    fs.renameSync(store.pathOf(hash), place)
    return place
  })
}

/** An earlier corrupt object of that name stays. */
function freePlace(wanted: string): AbsolutePath {
  for (let number = 1; ; number++) {
    const place = number === 1 ? wanted : `${wanted}-${number}`
    if (!fs.existsSync(place)) return absolutePath(place)
  }
}
