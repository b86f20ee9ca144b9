import { absolutePath } from '../../foundation/base/index.ts'
import type { FileSystem } from '../../foundation/system/index.ts'
import type { ConfigDirectory } from '../../overrides/index.ts'

interface Place {
  readonly files: FileSystem
  readonly root: string
}

/** Hydra's configurations in a folder of the project, read. */
export function readConfigDirectory({ files, root }: Place, name: string): ConfigDirectory {
  const top = absolutePath(root, name)
  const texts = new Map<string, string>()
  const folders = new Set<string>()
  const pending = ['']
  for (let folder = pending.pop(); folder !== undefined; folder = pending.pop()) {
    for (const entry of files.list(absolutePath(top, folder)) ?? []) {
      const inside = folder === '' ? entry.name : `${folder}/${entry.name}`
      if (entry.kind === 'directory') pending.push(inside)
      else if (inside.endsWith('.yaml')) texts.set(inside, files.readText(absolutePath(top, inside)) ?? '')
      if (entry.kind === 'directory') folders.add(inside)
    }
  }
  return { name, files: texts, folders }
}
