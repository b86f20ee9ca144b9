import { type AbsolutePath, absolutePath, mapBounded } from '../foundation/base/index.ts'
import type { FileSystem } from '../foundation/system/index.ts'
import { copyReached, lookAtReached, type RemoteFiles, type StorageCall } from '../storage/index.ts'
import { destination } from './get-files.ts'
import { nothingAt, type PlaceContext, type PlaceRequest, placeOf } from './list-place.ts'
import { writeBeside, writeBesideLater } from './write-beside.ts'

export interface GetPlaceRequest extends PlaceRequest {
  /** Where to put it: a name, or a directory to put it in; the name it has if left out. */
  readonly out: string | undefined
  /** Overwrite what is there. */
  readonly force: boolean
}

/** Copies a file or directory of this machine, or from a URL, to where the person is. */
export async function getPlace(
  context: PlaceContext,
  request: GetPlaceRequest,
  call?: StorageCall,
): Promise<AbsolutePath> {
  const { files, workingDirectory } = context
  const { url, out, force } = request
  const target = destination(files, { named: url, out, force }, workingDirectory)
  const reached = context.reach(url, request.storage)
  if (reached) await getReached(files, reached, { url, target }, call)
  else getHere(context, url, target)
  return target
}

async function getReached(
  files: FileSystem,
  reached: RemoteFiles,
  { url, target }: { readonly url: string; readonly target: AbsolutePath },
  call: StorageCall | undefined,
): Promise<void> {
  try {
    const content = await lookAtReached(reached, { withVersions: false }, call)
    if (!content) throw nothingAt(url)
    const wanted = content.kind === 'file' ? [content.file] : content.files
    await mapBounded(wanted, reached.concurrency, (file) =>
      writeBesideLater(files, absolutePath(target, file.key), (temporary) =>
        copyReached(reached, file, temporary, call),
      ),
    )
  } finally {
    reached.close()
  }
}

function getHere(context: PlaceContext, url: string, target: AbsolutePath): void {
  const source = placeOf(context, url)
  if (!context.files.stat(source)) throw nothingAt(url)
  copyPlace(context.files, source, target)
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
