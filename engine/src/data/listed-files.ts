import type { Scalar, Value, ValueMap } from '../foundation/formats/index.ts'
import { knowManifest } from '../storage/index.ts'
import type { CloudVersion, ListedFile, RecordedContent } from './tracked-stage.ts'

/** What an entry records that lists the files of its directory; undefined if it does not. */
export function listedContent(entry: ValueMap): RecordedContent | undefined {
  const listing = listedFilesOf(entry.get('files'))
  if (!listing) return undefined
  const relpaths = listing.map(({ relpath }) => relpath)
  const hashes = listing.map(({ hash }) => hash)
  return { ...directoryContent(knowManifest(relpaths, hashes, String(entry.get('path'))), listing), listing }
}

/** The directory of listed files as a whole. */
export function directoryContent(hash: string, listing: readonly ListedFile[]): RecordedContent {
  return { hash, bytes: listing.reduce((sum, { bytes }) => sum + (bytes ?? 0), 0), files: listing.length }
}

/** Which version of a remote's file an entry names; undefined if it names none. */
export function cloudVersionOf(entry: ValueMap): CloudVersion | undefined {
  const cloud = entry.get('cloud')
  const [first] = cloud instanceof Map ? cloud : []
  if (!first || !(first[1] instanceof Map)) return undefined
  return { remote: String(first[0]), ...statedVersion(first[1]) }
}

function statedVersion(stated: ValueMap): CloudVersion {
  const etag = textOf(stated, 'etag')
  const checksum = textOf(stated, 'checksum')
  const version = textOf(stated, 'version_id')
  return {
    ...(etag === undefined ? {} : { etag }),
    ...(checksum === undefined ? {} : { checksum }),
    ...(version === undefined ? {} : { version }),
  }
}

/** The list as an entry writes it. */
export function listedFilesValue(listing: readonly ListedFile[]): ValueMap[] {
  return listing.map(({ relpath, hash, bytes, isExecutable, version }) => {
    const file: ValueMap = new Map<Scalar, Value>([
      ['relpath', relpath],
      ['md5', hash],
    ])
    if (bytes !== undefined) file.set('size', bytes)
    if (isExecutable) file.set('isexec', true)
    if (version?.remote === undefined) return new Map([...file, ...statedValue(version ?? {})])
    return file.set('cloud', cloudValue(version))
  })
}

/** As it stands below `cloud`. */
export function cloudValue({ remote = '', etag, checksum, version }: CloudVersion): ValueMap {
  return new Map<Scalar, Value>([
    [
      remote,
      mapOf([
        ['etag', etag],
        ['checksum', checksum],
        ['version_id', version],
      ]),
    ],
  ])
}

/** As it stands in the entry of a file itself. */
function statedValue({ etag, checksum, version }: CloudVersion): ValueMap {
  return mapOf([
    ['version_id', version],
    ['etag', etag],
    ['checksum', checksum],
  ])
}

function mapOf(entries: readonly (readonly [string, string | undefined])[]): ValueMap {
  return new Map<Scalar, Value>(entries.flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])))
}

function listedFilesOf(value: Value | undefined): ListedFile[] | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined
  const listing = value.map((file) => (file instanceof Map ? listedFile(file) : undefined))
  return listing.every((file) => file !== undefined) ? listing : undefined
}

function listedFile(entry: ValueMap): ListedFile | undefined {
  const relpath = textOf(entry, 'relpath')
  const hash = textOf(entry, 'md5')
  if (relpath === undefined || hash === undefined) return undefined
  const bytes = entry.get('size')
  const version = cloudVersionOf(entry) ?? (entry.has('version_id') ? statedVersion(entry) : undefined)
  return {
    relpath,
    hash,
    ...(typeof bytes === 'number' ? { bytes } : {}),
    ...(entry.get('isexec') === true ? { isExecutable: true } : {}),
    ...(version && { version }),
  }
}

function textOf(entry: ValueMap, key: string): string | undefined {
  const found = entry.get(key)
  return typeof found === 'string' && found !== '' ? found : undefined
}
