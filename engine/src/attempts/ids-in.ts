import type { AbsolutePath } from '../foundation/base/index.ts'
import type { FileSystem } from '../foundation/system/index.ts'

/** The ids of the files of a folder that end so, newest first: ids sort by time. */
export function idsIn(files: Pick<FileSystem, 'list'>, folder: AbsolutePath, ending: string): string[] {
  const names = (files.list(folder) ?? []).map(({ name }) => name)
  return names
    .filter((name) => name.endsWith(ending))
    .map((name) => name.slice(0, -ending.length))
    .reverse()
}
