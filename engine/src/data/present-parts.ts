import { absolutePath, isWithin, joinRepo, parentOf, type RepoPath } from '../foundation/base/index.ts'
import { type DataCall, type DataContext, observePath } from './data-context.ts'
import { filesOf } from './plan-checkout.ts'
import { refuseLinkedPart } from './refuse-linked-part.ts'

/**
 * The files that are there now at these parts of a directory, with their hashes, by their paths in it. A file where a
 * directory has to be for something that is wanted is one of them.
 */
export async function presentParts(
  context: DataContext,
  directory: RepoPath,
  parts: readonly string[],
  wanted: ReadonlyMap<string, string>,
  call: DataCall,
): Promise<ReadonlyMap<string, string>> {
  const present = new Map<string, string>()
  for (const part of parts) {
    refuseLinkedPart(context, directory, part)
    const obstacle = fileInTheWay(context, directory, part)
    if (obstacle !== undefined && ![...wanted.keys()].some((file) => isWithin(part, file))) continue
    const place = obstacle ?? part
    const seen = await observePath(context, joinRepo(directory, place), call)
    const content = seen.kind === 'directory' ? ({ kind: 'directory', manifest: seen.manifest() } as const) : seen
    for (const [file, hash] of filesOf(content)) present.set([place, file].filter(Boolean).join('/'), hash)
  }
  return present
}

/** A file where the directory, or a directory on the way to the part, has to be. */
function fileInTheWay(context: DataContext, directory: RepoPath, part: string): string | undefined {
  const above: string[] = ['']
  for (let at = parentOf(part as RepoPath); at !== ''; at = parentOf(at)) above.push(at)
  return above.find((at) => context.files.stat(absolutePath(context.root, joinRepo(directory, at)))?.kind === 'file')
}
