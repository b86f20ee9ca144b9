import { mapBounded } from '../../foundation/base/index.ts'
import type { RemoteFile } from './remote-files.ts'

export interface FolderEntry {
  readonly file: RemoteFile
  readonly isFolder: boolean
}

export interface ListedFolders {
  /** How many folders to ask for at once. */
  readonly concurrency: number
  /** What lies in a folder (`''`, or ending with `/`); nothing if it is not there. */
  contentOf(folder: string): Promise<readonly FolderEntry[]>
}

/** Files whose keys begin with the prefix, where a server tells of one folder at a time: level by level. */
export async function* listByFolders(
  { concurrency, contentOf }: ListedFolders,
  prefix: string,
): AsyncGenerator<readonly RemoteFile[]> {
  const isMeant = ({ file: { key } }: FolderEntry) => key.startsWith(prefix) || prefix.startsWith(`${key}/`)
  let folders = [prefix.slice(0, prefix.lastIndexOf('/') + 1)]
  while (folders.length > 0) {
    const below: string[] = []
    for (let i = 0; i < folders.length; i += concurrency) {
      const contents = await mapBounded(folders.slice(i, i + concurrency), concurrency, contentOf)
      const entries = contents.flat().filter(isMeant)
      below.push(...entries.filter(({ isFolder }) => isFolder).map(({ file }) => `${file.key}/`))
      yield entries.filter(({ isFolder }) => !isFolder).map(({ file }) => file)
    }
    folders = below
  }
}
