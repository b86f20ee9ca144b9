import * as path from 'node:path'
import { absolutePath, Failure, pathInside } from '../foundation/base/index.ts'
import { type AddResult, writeDvcFile } from './add.ts'
import { type DataCall, refuseClaimed, stageChanges } from './data-context.ts'
import { hideFromGit } from './git-ignore-files.ts'
import { type ImportPlace, importPlace } from './imports/import-place.ts'
import { type Destination, keepFromUrl } from './imports/keep-from-url.ts'
import { placeImport } from './imports/place-import.ts'
import type { ImportContext } from './imports/source-repository.ts'
import { urlPlace } from './imports/url-place.ts'

/** What is to be tracked under another name, or without ever being in the workspace. */
export interface AddCopyRequest {
  /** A file or directory, mostly outside of the project. */
  readonly source: string
  /** Where it belongs in the workspace; left out for its own name where the person stands. */
  readonly out?: string
  /** Into a remote instead of into the cache and the workspace. */
  readonly toRemote?: { readonly name?: string }
  /** Overwrite what is there. */
  readonly force: boolean
}

/** Tracks a copy of data that lies elsewhere, and forgets where it came from. */
export async function addCopy(context: ImportContext, request: AddCopyRequest, call: DataCall): Promise<AddResult> {
  return context.lock.during(async () => {
    const source = sourceOf(context, request.source)
    const place = await placeOf(context, request, source)
    await refuseClaimed(context, { write: [place.output] }, call)
    const kept = await keepFromUrl(context, { url: source, base: context.root }, destinationOf(request), call)
    const content = kept.content!
    const file = absolutePath(context.root, place.file)
    const changed = request.toRemote
      ? [file]
      : [...hideFromGit(context, [absolutePath(context.root, place.output)]), file]
    writeDvcFile(context, { file: place.file, text: place.name }, content)
    if (!request.toRemote) await placeImport(context, place.output, content, call)
    context.hashes.save()
    context.placed.save()
    context.forgetStages()
    const outputs = [{ path: place.output, file: place.file, content }]
    return { outputs, changed, isStaged: stageChanges(context, changed) }
  })
}

/** A URL that has to be reached, as it is, or the path of what is on this machine. */
function sourceOf(context: ImportContext, source: string): string {
  const reached = context.reach(source)
  reached?.close()
  if (reached) return source
  const place = urlPlace(context, source, context.workingDirectory)
  if (context.files.stat(place)) return place
  throw noSuchFile(place)
}

/** Without a name for it, data of the project stays where it is and other data is called by its own name. */
function placeOf(context: ImportContext, { out, force }: AddCopyRequest, source: string): Promise<ImportPlace> {
  if (out !== undefined) return importPlace(context, { from: source, out, force })
  const isInside = path.isAbsolute(source) && pathInside(context.root, absolutePath(source)) !== undefined
  return importPlace(context, { from: source, out: isInside ? path.dirname(source) : undefined, force: true })
}

function destinationOf({ toRemote }: AddCopyRequest): Destination {
  return toRemote ? { kind: 'remote', ...toRemote } : { kind: 'cache' }
}

function noSuchFile(place: string): Failure {
  return new Failure('file-missing', `[Errno 2] No such file or directory: '${place}'`)
}
