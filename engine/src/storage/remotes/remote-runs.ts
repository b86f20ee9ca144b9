import { mapBounded } from '../../foundation/base/index.ts'
import { isRecordName, type RunRecords } from '../run-records.ts'
import { cannotList } from './objects-there.ts'
import type { RemoteFiles } from './remote-files.ts'

const folder = 'runs/'

/** The run cache in `runs` of a remote. */
export function remoteRunRecords(files: RemoteFiles): RunRecords {
  return {
    jobs: files.concurrency,
    list: () => recordsIn(files),
    lacking: (names) => lackingIn(files, names),
    read: async (name) => {
      const pieces: Uint8Array[] = []
      const found = await files.read(folder + name, (piece) => pieces.push(piece))
      return found && Buffer.concat(pieces)
    },
    write: async (name, bytes) => void (await files.write(folder + name, bytes)),
  }
}

async function recordsIn(files: RemoteFiles): Promise<string[]> {
  if (!files.list) throw cannotList(files.name)
  const names: string[] = []
  for await (const page of files.list(folder)) for (const { key } of page) names.push(key.slice(folder.length))
  return names.filter(isRecordName)
}

async function lackingIn(files: RemoteFiles, names: readonly string[]): Promise<readonly string[]> {
  if (names.length === 0) return []
  if (files.list) {
    const known = new Set(await recordsIn(files))
    return names.filter((name) => !known.has(name))
  }
  const found = await mapBounded(names, files.concurrency, (name) => files.stat(folder + name))
  return names.filter((_, index) => !found[index])
}
