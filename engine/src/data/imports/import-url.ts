import { shownPath } from '../../foundation/base/index.ts'
import { refuseStorageOptions } from '../../foundation/config/index.ts'
import { type UrlWords, urlDependency } from './import-file.ts'
import { importPlace } from './import-place.ts'
import { type Destination, keepFromUrl, withoutMode } from './keep-from-url.ts'
import { type ImportResult, recordImport } from './record-import.ts'
import type { ImportCall, ImportContext } from './source-repository.ts'
import type { SourceState } from './source-state.ts'
import { urlInFile, urlPlace } from './url-place.ts'

/** How far an import goes: all the way, only to the hash, only to the `.dvc` file, or past us into a remote. */
export type ImportExtent = 'download' | 'no-download' | 'no-exec' | 'to-remote'

export interface ImportUrlRequest extends UrlWords {
  readonly out: string | undefined
  readonly force: boolean
  readonly extent: ImportExtent
  /** The remote that `to-remote` means, if not the default one. */
  readonly remote?: string
}

/** Tracks a copy of a file or directory that lies elsewhere, together with where it came from. */
export async function importUrl(
  context: ImportContext,
  request: ImportUrlRequest,
  call: ImportCall,
): Promise<ImportResult> {
  return context.lock.during(async () => {
    const { extent } = request
    refuseStorageOptions(request.url, request.storage ?? new Map())
    const place = await importPlace(context, { ...request, from: request.url })
    const url = urlInFile(context, request.url, place.directory)
    if (extent === 'no-exec') {
      const record = {
        dependency: urlDependency({ ...request, url }, undefined),
        content: undefined,
        checksum: 'none',
      } as const
      return recordImport(context, place, record, 'leave', call)
    }
    if (extent !== 'to-remote')
      call.report({ kind: 'importing', from: shownSource(context, url, place.directory), to: place.shown })
    const source = { url, base: place.directory, ...(request.storage && { storage: request.storage }) }
    const kept = await keepFromUrl(context, source, destinationOf(request), call)
    const isKeptAtSource = request.storage?.get('version_aware') === true && tellsVersions(kept.state)
    const content = extent === 'no-download' ? undefined : kept.content && withoutMode(kept.content)
    const record = {
      dependency: urlDependency({ ...request, url }, kept.state),
      content,
      checksum: 'new',
      isKeptAtSource,
    } as const
    return recordImport(context, place, record, workspaceChange(extent), call)
  })
}

/** Local files have none. */
function tellsVersions({ version, listing }: SourceState): boolean {
  return version !== undefined || listing !== undefined
}

/** Where the bytes have to go. */
export function destinationOf({ extent, remote }: Pick<ImportUrlRequest, 'extent' | 'remote'>): Destination {
  if (extent === 'no-download') return { kind: 'nowhere' }
  if (extent === 'to-remote') return { kind: 'remote', ...(remote === undefined ? {} : { name: remote }) }
  return { kind: 'cache' }
}

function workspaceChange(extent: ImportExtent) {
  return extent === 'download' ? 'place' : extent === 'no-download' ? 'remove' : 'leave'
}

/** A source as DVC calls it: from here if it lies in the project, else by its whole path or URL. */
export function shownSource(context: ImportContext, url: string, base: ImportContext['root']): string {
  if (/^\w+:\/\//.test(url)) return url
  const place = urlPlace(context, url, base)
  const isInside = place.startsWith(`${context.root}/`)
  return isInside ? shownPath(context.workingDirectory, place) : place
}
