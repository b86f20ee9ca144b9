import { type AbsolutePath, absolutePath, Failure } from '../../foundation/base/index.ts'
import type { ValueMap } from '../../foundation/formats/index.ts'
import {
  isLocalStore,
  keepPath,
  keepReached,
  lookAtReached,
  memoryMemo,
  type ObjectStore,
  openLinks,
  type ReachedContent,
  type RemoteFile,
  type RemoteFiles,
  steadyReading,
} from '../../storage/index.ts'
import { contentOf } from '../add.ts'
import type { DataCall } from '../data-context.ts'
import type { RecordedContent } from '../tracked-stage.ts'
import { objectsFor } from '../versions/index.ts'
import { sendPlace } from './send-place.ts'
import type { ImportContext } from './source-repository.ts'
import { type SourceState, stateOfContent, stateOfReached } from './source-state.ts'
import { urlPlace } from './url-place.ts'

/** Where the bytes of what is imported go: our cache, a remote, or nowhere as only their state is wanted. */
export type Destination =
  | { readonly kind: 'cache' }
  | { readonly kind: 'remote'; readonly name?: string }
  | { readonly kind: 'nowhere' }

export interface UrlSource {
  readonly url: string
  /** What a relative URL is relative to. */
  readonly base: AbsolutePath
  /** Options of the storage it is in. */
  readonly storage?: ValueMap
  /** Only this version of it. */
  readonly version?: string
  /** Only these versions of the files of a directory. */
  readonly files?: readonly RemoteFile[]
}

export interface KeptSource {
  readonly state: SourceState
  /** What its bytes are; undefined if they were not read. */
  readonly content: RecordedContent | undefined
}

/** Reads a file or directory outside of the project once: hashes it, and keeps its bytes where they are wanted. */
export async function keepFromUrl(
  context: ImportContext,
  source: UrlSource,
  destination: Destination,
  call: DataCall,
): Promise<KeptSource> {
  const files = context.reach(source.url, source.storage)
  if (files) return closing(files, async () => keepFromReached(context, files, source, destination, call))
  const content = await keepFromPlace(context, source, destination, call)
  return { state: stateOfContent(content), content }
}

/** The state of a source that is reached by URL, if that can be told without reading it all. */
export async function stateFromUrl(
  context: Pick<ImportContext, 'reach'>,
  { url, storage }: Omit<UrlSource, 'base'>,
  call: DataCall,
): Promise<SourceState | undefined> {
  const files = context.reach(url, storage)
  const source = { url, ...(storage && { storage }) }
  return files && closing(files, async () => reachedState(files, await lookAt(files, source, call), source))
}

/** Does the work, and closes the files whatever comes of it. */
export async function closing<Result>(files: RemoteFiles, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } finally {
    files.close()
  }
}

async function keepFromReached(
  context: ImportContext,
  files: RemoteFiles,
  source: UrlSource,
  destination: Destination,
  call: DataCall,
): Promise<KeptSource> {
  const content = recordedVersions(source) ?? (await lookAt(files, source, call))
  const state = reachedState(files, content, source)
  if (state && destination.kind === 'nowhere') return { state, content: undefined }
  const scratch = absolutePath(context.root, '.dvc/tmp/sterna/incoming')
  const into = destination.kind === 'remote' ? remoteStore(context, destination.name) : context.cache
  const kept = await keepReached(files, { content, into, scratch }, call)
  return { state: state ?? stateOfContent(kept), content: kept }
}

function recordedVersions({ version, files }: UrlSource): ReachedContent | undefined {
  if (files) return { kind: 'directory', files }
  return version === undefined ? undefined : { kind: 'file', file: { key: '', bytes: 0, version } }
}

async function lookAt(
  files: RemoteFiles,
  source: Pick<UrlSource, 'url' | 'storage'>,
  call: DataCall,
): Promise<ReachedContent> {
  const content = await lookAtReached(files, wantedOf(files, source), call)
  if (content) return content
  throw noSource(source.url)
}

function reachedState(files: RemoteFiles, content: ReachedContent, source: Pick<UrlSource, 'storage'>) {
  return stateOfReached(files, content, wantedOf(files, source))
}

/** Versions are asked for where they are to be followed and the storage has them. */
function wantedOf({ listVersions }: RemoteFiles, { storage }: Pick<UrlSource, 'storage'>) {
  return { withVersions: storage?.get('version_aware') === true && listVersions !== undefined }
}

async function keepFromPlace(
  context: ImportContext,
  { url, base }: UrlSource,
  destination: Destination,
  call: DataCall,
): Promise<RecordedContent> {
  const place = urlPlace(context, url, base)
  if (!context.files.stat(place)) throw noSource(/^\w+:\/\//.test(url) ? url : place)
  if (destination.kind === 'nowhere') return hashOnly(context, place, call)
  const into = destination.kind === 'cache' ? context.cache : remoteStore(context, destination.name)
  if (!isLocalStore(into)) return sendPlace(into, place, call)
  const keeping =
    destination.kind === 'cache'
      ? { hashes: context.hashes, links: context.links }
      : { hashes: memoryMemo(), links: openLinks(into) }
  return contentOf(await keepPath(keeping, place, { withoutRelink: true }, call))
}

/** What a file or directory outside of the project holds; of an executable one that is told, too. */
async function hashOnly(context: ImportContext, place: AbsolutePath, call: DataCall): Promise<RecordedContent> {
  const seen = await context.hashes.observe(place, { reading: steadyReading }, call)
  if (seen.kind === 'missing') throw noSource(place)
  return contentOf(seen)
}

function remoteStore(context: ImportContext, name: string | undefined): ObjectStore {
  const remote = context.remote(name)
  if (!remote) throw context.noRemote()
  return objectsFor('--to-remote', remote)
}

function noSource(shown: string): Failure {
  return new Failure('file-missing', `dependency '${shown}' does not exist`)
}

/** What is recorded of imported data: that a file of the source could be run is not kept. */
export function withoutMode({ hash, bytes, files }: RecordedContent): RecordedContent {
  return { hash, ...(bytes === undefined ? {} : { bytes }), ...(files === undefined ? {} : { files }) }
}
