import { type AbsolutePath, absolutePath } from '../foundation/base/index.ts'
import { cacheDirectory } from '../foundation/system/index.ts'
import type { Machine } from './machine.ts'

/** Where commits of repositories elsewhere are kept, for all projects of this user. */
export function repositoriesDirectory(machine: Pick<Machine, 'environment'>): AbsolutePath {
  return absolutePath(cacheDirectory(machine.environment), 'sterna/git')
}
