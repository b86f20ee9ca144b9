import { type AbsolutePath, absolutePath, Failure } from '../foundation/base/index.ts'
import type { FileSystem } from '../foundation/system/index.ts'
import { destination } from './get-files.ts'
import { type PlaceContext, placeOf } from './list-place.ts'
import { writeBeside } from './write-beside.ts'

export interface GetPlaceRequest {
  readonly url: string
  /** Where to put it: a name, or a directory to put it in; the name it has if left out. */
  readonly out: string | undefined
  /** Overwrite what is there. */
  readonly force: boolean
}

/** Copies a file or directory of this machine to where the person is. */
export function getPlace(context: PlaceContext, { url, out, force }: GetPlaceRequest): AbsolutePath {
  const { files, workingDirectory } = context
  const target = destination(files, { named: url, out, force }, workingDirectory)
  const source = placeOf(context, url)
  if (!files.stat(source)) throw new Failure('file-missing', `The path '${url}' does not exist`)
  copyPlace(files, source, target)
  return target
}

function copyPlace(files: FileSystem, source: AbsolutePath, target: AbsolutePath): void {
  if (files.stat(source)?.kind !== 'directory') {
    writeBeside(files, target, (temporary) => files.copyFile(source, temporary))
    return
  }
  files.makeDirectory(target)
  for (const { name } of files.list(source) ?? []) {
    const inner = absolutePath(source, name)
    if (files.stat(inner)) copyPlace(files, inner, absolutePath(target, name))
  }
}
