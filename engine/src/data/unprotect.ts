import { absolutePath } from '../foundation/base/index.ts'
import { unprotect } from '../storage/index.ts'
import type { DataContext } from './data-context.ts'

/** Makes files and directories the workspace's own, so that they can be edited without touching the cache. */
export async function unprotectData(context: DataContext, targets: readonly string[]): Promise<void> {
  await context.lock.during(() => {
    for (const target of targets)
      unprotect(absolutePath(context.workingDirectory, target), { shared: context.cache.shared })
  })
}
