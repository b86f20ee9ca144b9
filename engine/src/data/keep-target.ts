import { absolutePath, type RepoPath } from '../foundation/base/index.ts'
import { keepPath, type ObservedDirectory, type ObservedFile } from '../storage/index.ts'
import type { AddRequest } from './add-request.ts'
import { type DataCall, type DataContext, observePath } from './data-context.ts'
import { ignoredInside } from './dvc-ignore.ts'

/** Hashes a path that is there and keeps it in the cache, as far as the request wants that. */
export async function keepTarget(
  context: DataContext,
  request: AddRequest,
  target: RepoPath,
  call: DataCall,
): Promise<ObservedFile | ObservedDirectory> {
  if (request.withoutCommit) return (await observePath(context, target, call)) as ObservedFile | ObservedDirectory
  const rules = ignoredInside(context.dvcIgnore, context.root, target)
  return keepPath(context, absolutePath(context.root, target), { ...rules, withoutRelink: request.withoutRelink }, call)
}
