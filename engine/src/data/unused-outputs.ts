import { absolutePath, type RepoPath } from '../foundation/base/index.ts'
import { clearPath, ifStored } from '../storage/index.ts'
import type { CheckoutChange } from './checkout-change.ts'
import { type DataCall, type DataContext, observePath } from './data-context.ts'
import { isPartOf } from './part-of-content.ts'

/**
 * Takes away what an earlier checkout or add has put into the workspace and no stage has any more, such as after a change
 * of branch. Only what is still as it was put there, and whose files are all in the cache, goes; a file that is ignored, or
 * that somebody writes meanwhile, stays. Some files of a directory may be gone already: that is what a command leaves that
 * was interrupted here.
 */
export async function removeUnusedOutputs(context: DataContext, call: DataCall): Promise<CheckoutChange[]> {
  const used = new Set<string>(context.stages().flatMap((stage) => stage.outputs.map(({ path }) => path)))
  const changes: CheckoutChange[] = []
  for (const [path, hash] of [...context.placed.hashes]) {
    if (used.has(path)) continue
    const change = await removeOne(context, path as RepoPath, hash, call)
    if (change) changes.push(change)
    context.placed.forget(path as RepoPath)
  }
  return changes
}

async function removeOne(
  context: DataContext,
  path: RepoPath,
  hash: string,
  call: DataCall,
): Promise<CheckoutChange | undefined> {
  if (!context.files.lstat(absolutePath(context.root, path)) || isKeptByOthers(context, path)) return undefined
  const seen = await observePath(context, path, call)
  if (seen.kind === 'missing' || !(await context.complete.has(hash)) || !(await isPartOf(context, hash, seen)))
    return undefined
  clearPath(absolutePath(context.root, path), ifStored(context.hashes, context.cache))
  const isDirectory = seen.kind === 'directory'
  return {
    path,
    isDirectory,
    change: 'deleted',
    files: { added: 0, modified: 0, deleted: isDirectory ? seen.files : 1 },
  }
}

/** Git may track on this branch what was data on another. */
function isKeptByOthers(context: DataContext, path: RepoPath): boolean {
  return (context.git?.tracked([absolutePath(context.root, path)]).size ?? 0) > 0
}
