import { absolutePath, type RepoPath } from '../foundation/base/index.ts'
import { keepPath, type ObservedDirectory, type ObservedFile, steadyReading } from '../storage/index.ts'
import type { AddRequest } from './add-request.ts'
import type { DataCall, DataContext } from './data-context.ts'
import { ignoredInside } from './dvc-ignore.ts'

/** Hashes a path that is there and keeps it in the cache, as far as the request wants that. */
export async function keepTarget(
  context: DataContext,
  request: AddRequest,
  target: RepoPath,
  call: DataCall,
): Promise<ObservedFile | ObservedDirectory> {
  const place = absolutePath(context.root, target)
  const rules = ignoredInside(context.dvcIgnore, context.root, target)
  if (!request.withoutCommit) return keepPath(context, place, { ...rules, withoutRelink: request.withoutRelink }, call)
  const seen = await context.hashes.observe(place, { ...rules, reading: steadyReading }, call)
  return seen as ObservedFile | ObservedDirectory
}
