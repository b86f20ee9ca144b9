import * as path from 'node:path'
import {
  type AbsolutePath,
  absolutePath,
  Failure,
  pathInside,
  type RepoPath,
  repoPath,
} from '../../foundation/base/index.ts'
import { observePath } from '../data-context.ts'
import { refuseTrackedByGit } from '../git-ignore-files.ts'
import { refuseOverlap } from '../overlaps.ts'
import { isPartOf } from '../part-of-content.ts'
import { isStageFile } from '../stage-files.ts'
import type { ImportContext } from './source-repository.ts'

/** Where imported data goes, and the `.dvc` file that will stand for it. */
export interface ImportPlace {
  readonly output: RepoPath
  readonly file: RepoPath
  /** The directory of both. */
  readonly directory: AbsolutePath
  readonly name: string
  /** As a person in the working directory writes it. */
  readonly shown: string
}

export interface PlaceRequest {
  /** The path or URL that is imported. */
  readonly from: string
  readonly out: string | undefined
  readonly force: boolean
}

/** The place that is asked for, or one named like what is imported. Refuses one that is taken. */
export async function importPlace(context: ImportContext, request: PlaceRequest): Promise<ImportPlace> {
  const shown = shownPlace(context, request)
  const absolute = absolutePath(context.workingDirectory, shown)
  if (!request.force) await refuseExisting(context, absolute, shown)
  const output = pathInside(context.root, absolute)
  if (output === undefined || output === '') throw outside(shown)
  if (isStageFile(path.basename(absolute))) throw new Failure('usage', `DVC file '${shown}' cannot be an output.`)
  const directory = absolutePath(path.dirname(absolute))
  if (context.files.stat(directory)?.kind !== 'directory')
    throw new Failure('usage', `stage working dir '${directory}' does not exist`)
  if (
    context.files.realPath(directory) !== absolutePath(context.files.realPath(context.root), path.posix.dirname(output))
  )
    throw belowLink()
  const file = repoPath(`${output}.dvc`)
  refuseOverlap(context.stages(), { path: output, file })
  refuseTrackedByGit(context, [absolute], () => shown)
  return { output, file, directory, name: path.basename(absolute), shown }
}

function shownPlace(context: ImportContext, { from, out }: PlaceRequest): string {
  const name = path.posix.basename(path.posix.normalize(from.replace(/^[\w+.-]+:\/\//, '')))
  if (out === undefined || out === '') return name
  const isDirectory = context.files.stat(absolutePath(context.workingDirectory, out))?.kind === 'directory'
  return path.normalize(isDirectory ? path.join(out, name) : out).replace(/[\\/]$/, '')
}

async function refuseExisting(context: ImportContext, absolute: AbsolutePath, shown: string): Promise<void> {
  const kind = context.files.stat(absolute)?.kind
  if (kind === undefined || (kind === 'directory' && (await isUnfinished(context, absolute)))) return
  const what = kind === 'directory' ? 'directory' : 'file'
  throw new Failure(
    'file-exists',
    `The ${what} '${shown}' already exists locally. \nTo override it, re-run with '--force'.`,
  )
}

/** Whether data of this place was recorded, and the command interrupted when only some of the files were there. */
async function isUnfinished(context: ImportContext, absolute: AbsolutePath): Promise<boolean> {
  const place = pathInside(context.root, absolute)
  const stage = context.stages().find(({ kind, outputs }) => kind !== 'pipeline' && outputs[0]?.path === place)
  const hash = stage?.outputs[0]?.recorded?.hash
  if (place === undefined || hash === undefined) return false
  const seen = await observePath(context, place)
  return seen.kind === 'directory' && seen.hash !== hash && (await isPartOf(context, hash, seen))
}

function outside(shown: string): Failure {
  return new Failure(
    'usage',
    `Cached output(s) outside of DVC project: ${shown}. See <https://dvc.org/doc/user-guide/data-management/importing-external-data> for more info.`,
  )
}

function belowLink(): Failure {
  return new Failure(
    'unsupported',
    'Cannot add files inside symlinked directories to DVC. See <https://dvc.org/doc/user-guide/troubleshooting#add-symlink> for more information.',
  )
}
