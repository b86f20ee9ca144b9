import { absolutePath } from '../foundation/base/index.ts'
import type { Machine } from './machine.ts'
import { repositoriesDirectory } from './repositories-directory.ts'

const day = 24 * 3600 * 1000
const month = 30 * day

/** Takes away repositories that nobody has used for a month, and what commands that were killed have left. */
export function forgetOldRepositories(machine: Machine): void {
  const { files } = machine
  const directory = repositoriesDirectory(machine)
  for (const { name } of files.list(directory) ?? []) {
    const place = absolutePath(directory, name)
    const isRepository = /^[0-9a-f]{32}$/.test(name)
    const changed = files.stat(isRepository ? absolutePath(place, usedMark) : place)?.mtimeMs ?? machine.clock.now()
    const age = machine.clock.now() - changed
    const isLeft = /^(source|data)-\d+-\d+$/.test(name) && !machine.processes.isAlive(Number(name.split('-')[1]))
    if (isRepository ? age > month : isLeft && age > day) files.remove(place)
  }
}

/** The file in a repository that is written whenever it is used. */
export const usedMark = 'used'
