import type { RemoteFile } from '../remote-files.ts'
import { elementsOf, textOf } from '../transport/xml.ts'

export interface Listing {
  readonly prefix: string
  /** The key below the remote's URL of a key of the container. */
  readonly own: (key: string) => string
  readonly withVersions: boolean
}

/** The files on a page of a container's list: no folders, and of those with versions the one that is there now. */
export function listedFiles(page: string, own: (key: string) => string, withVersions: boolean): readonly RemoteFile[] {
  return Array.from(elementsOf(page, 'Blob'))
    .filter((entry) => !isFolder(entry) && (!withVersions || isThereNow(entry)))
    .map((entry) => listedFile(entry, own, withVersions))
}

function isFolder(entry: string): boolean {
  return textOf(entry, 'ResourceType') === 'directory' || textOf(entry, 'hdi_isfolder') === 'true'
}

/** Where no versions are kept nothing is said of them. */
function isThereNow(entry: string): boolean {
  return textOf(entry, 'VersionId') === undefined || textOf(entry, 'IsCurrentVersion') === 'true'
}

function listedFile(entry: string, own: (key: string) => string, withVersions: boolean): RemoteFile {
  const etag = quoted(textOf(entry, 'Etag'))
  const version = withVersions ? textOf(entry, 'VersionId') : undefined
  const bytes = Number(textOf(entry, 'Content-Length') ?? 0)
  return { key: own(nameOf(entry)), bytes, ...(etag && { etag }), ...(version && { version }) }
}

/** As it comes with a single file. */
function quoted(etag: string | undefined): string | undefined {
  return etag === undefined || etag.startsWith('"') ? etag : `"${etag}"`
}

/** A name that XML cannot hold comes in per cent. */
function nameOf(entry: string): string {
  const name = textOf(entry, 'Name') ?? ''
  return /<Name\s+Encoded="true"/i.test(entry) ? decodeURIComponent(name) : name
}
