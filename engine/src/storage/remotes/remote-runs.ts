import { Failure, mapBounded } from '../../foundation/base/index.ts'
import { isRecordName, type RunRecords } from '../run-records.ts'
import type { RemoteFiles } from './remote-files.ts'
import { readWhole } from './take-whole.ts'

const folder = 'runs/'
/** The names of the records, a line each, where the server does not tell what it has. Not in their folder: DVC would take it for one. */
const listKey = 'sterna-runs'

/** The run cache in `runs` of a remote. */
export function remoteRunRecords(files: RemoteFiles): RunRecords {
  return {
    jobs: files.concurrency,
    list: () => recordsIn(files),
    lacking: (names) => lackingIn(files, names),
    read: (name) => contentOf(files, folder + name),
    write: async (name, bytes) => void (await files.write(folder + name, bytes)),
    ...(!files.list && { announce: (names: readonly string[]) => announce(files, names) }),
  }
}

function contentOf(files: RemoteFiles, key: string): Promise<Buffer | undefined> {
  return readWhole(async (take) => (await files.read(key, take)) !== undefined)
}

async function recordsIn(files: RemoteFiles): Promise<string[]> {
  if (!files.list) return (await announced(files)) ?? refuseUnlisted(files)
  const names: string[] = []
  for await (const page of files.list(folder)) for (const { key } of page) names.push(key.slice(folder.length))
  return names.filter(isRecordName)
}

async function announced(files: RemoteFiles): Promise<string[] | undefined> {
  const content = await contentOf(files, listKey)
  return content?.toString().split('\n').filter(isRecordName)
}

/** Two who push at the same moment may lose names of one of them: whoever pushes next names all of his again. */
async function announce(files: RemoteFiles, names: readonly string[]): Promise<void> {
  const known = (await announced(files)) ?? []
  const all = new Set([...known, ...names])
  if (all.size > known.length)
    await files.write(
      listKey,
      Buffer.from(
        [...all]
          .sort()
          .map((name) => `${name}\n`)
          .join(''),
      ),
    )
}

function refuseUnlisted({ name }: RemoteFiles): never {
  throw new Failure('unsupported', `${name}: a server of this kind does not tell which runs it has.`, {
    hint: 'A list of them is made by those who push runs there: sterna push --run-cache',
  })
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
