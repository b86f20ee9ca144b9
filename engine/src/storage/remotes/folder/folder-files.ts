import * as fs from 'node:fs'
import * as path from 'node:path'
import { explained } from '../../local-store.ts'
import { temporaryName } from '../../temporary-name.ts'
import { partOf } from '../part-of-content.ts'
import type { FilePart, RemoteFile, RemoteFiles } from '../remote-files.ts'

/** The files of a folder of this machine, to be spoken to as those of any other remote. */
export function folderFiles(folder: string): RemoteFiles {
  const placeOf = (key: string) => (key === '' ? folder : path.join(folder, key))
  const stat = (key: string): RemoteFile | undefined => {
    const stats = fs.statSync(placeOf(key), { throwIfNoEntry: false })
    return stats?.isFile() ? { key, bytes: stats.size } : undefined
  }
  return {
    name: folder,
    concurrency: 1,
    stat: async (key) => explained(() => stat(key)),
    list: async function* (prefix) {
      yield explained(() => keysWith(folder, prefix).flatMap((key) => stat(key) ?? []))
    },
    read: async (key, take, { start = 0 } = {}) =>
      explained(() => {
        const found = stat(key)
        if (found && found.bytes >= start) take(fs.readFileSync(placeOf(key)).subarray(start))
        return found
      }),
    write: async (key, content) => explained(() => writeWhole(key, placeOf(key), content)),
    remove: async (keys) => explained(() => keys.forEach((key) => fs.rmSync(placeOf(key), { force: true }))),
    close: () => undefined,
  }
}

/** Looks only into folders that can have such a key. */
function keysWith(folder: string, prefix: string): string[] {
  const above = prefix.slice(0, prefix.lastIndexOf('/') + 1)
  const place = path.join(folder, above)
  if (!fs.existsSync(place)) return []
  const meant = fs
    .readdirSync(place, { withFileTypes: true })
    .filter(({ name }) => `${above}${name}`.startsWith(prefix))
  return meant.flatMap((entry) => {
    const key = `${above}${entry.name}`
    return entry.isDirectory() ? keysWith(folder, `${key}/`) : [key]
  })
}

function writeWhole(key: string, place: string, content: Uint8Array | FilePart): RemoteFile {
  const wanted = content instanceof Uint8Array ? content.length : content.bytes
  const bytes = partOf(content, 0, wanted)
  const temporary = path.join(path.dirname(place), temporaryName())
  fs.mkdirSync(path.dirname(place), { recursive: true })
  try {
    fs.writeFileSync(temporary, bytes)
    fs.renameSync(temporary, place)
  } finally {
    fs.rmSync(temporary, { force: true })
  }
  return { key, bytes: bytes.length }
}
