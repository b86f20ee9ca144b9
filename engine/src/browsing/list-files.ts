import { compareCodePoints, Failure, type RepoPath } from '../foundation/base/index.ts'
import type { OpenRepository } from './open-repository.ts'
import type { RepositoryEntry } from './repository-tree.ts'

export interface ListRequest {
  /** Inside the repository; its root if left out. */
  readonly path: string | undefined
  readonly isRecursive: boolean
  /** Only what stage files speak of. */
  readonly isDataOnly: boolean
  /** How many directories deep a recursive list goes. */
  readonly level: number | undefined
}

/** An entry with the name that it is listed by. */
export interface ListedEntry extends RepositoryEntry {
  readonly shown: string
}

/** What a directory holds, sorted by the names shown; a file stands for itself. A recursive list has files only. */
export async function listFiles(repository: OpenRepository, request: ListRequest): Promise<ListedEntry[]> {
  const place = repository.placeOf(request.path)
  const start = await requireEntry(repository, place, request.path)
  const level = request.isRecursive ? request.level : 1
  if (level === 0 || !start.isDirectory) return [{ ...start, shown: start.name === '' ? '.' : start.name }]
  const found: ListedEntry[] = []
  await collect(repository, { ...request, level }, place, repository.prefixOf(request.path), found)
  return found.sort((a, b) => compareCodePoints(a.shown, b.shown))
}

async function collect(
  { tree }: OpenRepository,
  { isDataOnly, level }: ListRequest,
  start: RepoPath,
  prefix: string,
  found: ListedEntry[],
): Promise<void> {
  const pending = [{ directory: start, shown: prefix, depth: 1 }]
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { depth } = next
    for (const entry of await tree.list(next.directory, { isDataOnly })) {
      const shown = `${next.shown}${entry.name}`
      const isEntered = entry.isDirectory && (level === undefined || depth < level)
      if (isEntered) pending.push({ directory: entry.path, shown: `${shown}/`, depth: depth + 1 })
      else found.push({ ...entry, shown })
    }
  }
}

export async function requireEntry(
  repository: OpenRepository,
  place: RepoPath,
  path: string | undefined,
): Promise<RepositoryEntry> {
  const entry = await repository.tree.entryAt(place)
  if (entry) return entry
  throw new Failure('file-missing', `[Errno 2] No such file or directory: '${repository.shownPlace(place)}'`, {
    hint: `Neither Git nor the data of the repository has "${path ?? ''}" in this state.`,
  })
}
