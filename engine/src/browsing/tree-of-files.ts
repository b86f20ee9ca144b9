import type { ListRequest } from './list-files.ts'
import { requireEntry } from './list-files.ts'
import type { OpenRepository } from './open-repository.ts'
import type { RepositoryEntry } from './repository-tree.ts'

/** An entry with all that is below it. */
export interface EntryTree {
  readonly entry: RepositoryEntry
  /** As listed; of the first one as asked for. */
  readonly shown: string
  readonly contents: readonly EntryTree[]
}

/** A path with everything below it, down to a level. */
export async function treeOfFiles(
  repository: OpenRepository,
  { path, isDataOnly, level }: Omit<ListRequest, 'isRecursive'>,
): Promise<EntryTree> {
  const start = await requireEntry(repository, repository.placeOf(path), path)
  const below = async (entry: RepositoryEntry, left: number): Promise<EntryTree[]> => {
    if (!entry.isDirectory || left <= 0) return []
    const trees: EntryTree[] = []
    for (const inner of await repository.tree.list(entry.path, { isDataOnly }))
      trees.push({ entry: inner, shown: inner.name, contents: await below(inner, left - 1) })
    return trees
  }
  return { entry: start, shown: path ?? '.', contents: await below(start, level ?? Number.POSITIVE_INFINITY) }
}
