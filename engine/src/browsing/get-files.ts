import * as path from 'node:path'
import { isStageFile } from '../data/index.ts'
import { type AbsolutePath, absolutePath, Failure } from '../foundation/base/index.ts'
import type { FileSystem } from '../foundation/system/index.ts'
import { requireEntry } from './list-files.ts'
import type { OpenRepository } from './open-repository.ts'
import type { RepositoryEntry } from './repository-tree.ts'
import { writeBesideLater } from './write-beside.ts'

export interface GetRequest {
  readonly path: string
  /** Where to put it: a name, or a directory to put it in; the name it has if left out. */
  readonly out: string | undefined
  /** Overwrite what is there. */
  readonly force: boolean
}

/** Copies a file or directory out of a repository to where the person is. A name is only taken when its bytes are there. */
export async function getFiles(
  repository: OpenRepository,
  { path: named, out, force }: GetRequest,
  workingDirectory: AbsolutePath,
): Promise<AbsolutePath> {
  const target = destination(repository.files, { named, out, force }, workingDirectory)
  if (isStageFile(path.basename(target))) {
    throw new Failure('usage', 'the given path is a DVC file, you must specify a data file or a directory', {
      hint: 'Name what the file stands for.',
    })
  }
  const entry = await requireEntry(repository, repository.placeOf(named), named)
  if (entry.isDirectory) await copyDirectory(repository, entry, target)
  else await copyOne(repository, entry, target)
  return target
}

export interface DestinationRequest {
  readonly named: string
  readonly out: string | undefined
  readonly force: boolean
}

/** Where something is put that is called `named` elsewhere. Refuses a place that is taken, unless forced. */
export function destination(
  files: FileSystem,
  { named, out, force }: DestinationRequest,
  workingDirectory: AbsolutePath,
): AbsolutePath {
  const name = path.basename(path.normalize(named))
  const wanted = out === undefined ? undefined : absolutePath(workingDirectory, out)
  const target =
    wanted === undefined || files.stat(wanted)?.kind === 'directory'
      ? absolutePath(wanted ?? workingDirectory, name)
      : wanted
  if (force || !files.stat(target)) return target
  const shown = out === undefined ? name : wanted === target ? out : path.join(out, name)
  throw new Failure(
    'file-exists',
    `The file '${shown}' already exists locally. \nTo override it, re-run with '--force'.`,
  )
}

async function copyDirectory(repository: OpenRepository, start: RepositoryEntry, target: AbsolutePath): Promise<void> {
  const { files, tree } = repository
  files.makeDirectory(target)
  const pending = [start]
  for (let next = pending.pop(); next; next = pending.pop()) {
    for (const entry of await tree.list(next.path)) {
      if (isStageFile(entry.name) || entry.name === '.dvcignore') continue
      if (entry.isDirectory) {
        pending.push(entry)
        files.makeDirectory(placeIn(start, entry, target))
      } else await copyOne(repository, entry, placeIn(start, entry, target))
    }
  }
}

function placeIn(start: RepositoryEntry, entry: RepositoryEntry, target: AbsolutePath): AbsolutePath {
  return absolutePath(target, entry.path.slice(start.path === '' ? 0 : start.path.length + 1))
}

function copyOne({ files, tree }: OpenRepository, entry: RepositoryEntry, to: AbsolutePath): Promise<void> {
  return writeBesideLater(files, to, (temporary) => tree.copyTo(entry, temporary))
}
