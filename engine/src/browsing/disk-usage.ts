import { isStageFile } from '../data/index.ts'
import type { RepoPath } from '../foundation/base/index.ts'
import { requireEntry } from './list-files.ts'
import type { OpenRepository } from './open-repository.ts'
import type { RepositoryEntry } from './repository-tree.ts'

export interface UsageRequest {
  readonly path: string | undefined
  /** Only the sum. */
  readonly isSummary: boolean
}

export interface UsageRow {
  readonly path: string
  readonly bytes: number
}

/** The bytes of what a directory holds, and their sum at the end. Stage files do not count. */
export async function diskUsage(repository: OpenRepository, { path, isSummary }: UsageRequest): Promise<UsageRow[]> {
  const place = repository.placeOf(path)
  const start = await requireEntry(repository, place, path)
  if (isSummary || !start.isDirectory) return [{ path: path ?? '', bytes: await bytesBelow(repository, start) }]
  const rows: UsageRow[] = []
  for (const entry of await countedIn(repository, place)) {
    const shown = path === undefined ? entry.name : `${path.replace(/\/$/, '')}/${entry.name}`
    rows.push({ path: shown, bytes: await bytesBelow(repository, entry) })
  }
  return [...rows, { path: path ?? '', bytes: rows.reduce((sum, { bytes }) => sum + bytes, 0) }]
}

/** Of tracked data that is not here, the directory's recorded size; else file by file. */
async function bytesBelow(repository: OpenRepository, start: RepositoryEntry): Promise<number> {
  let sum = 0
  const pending = [start]
  for (let entry = pending.pop(); entry; entry = pending.pop()) {
    const isCounted = !entry.isDirectory || (!entry.isPlain && entry.isOutput && entry.bytes !== undefined)
    if (isCounted) sum += entry.bytes ?? 0
    else pending.push(...(await countedIn(repository, entry.path)))
  }
  return sum
}

async function countedIn({ tree }: OpenRepository, directory: RepoPath): Promise<RepositoryEntry[]> {
  return (await tree.list(directory)).filter(({ name }) => !isStageFile(name) && name !== '.dvcignore')
}
