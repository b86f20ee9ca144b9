import { type AbsolutePath, Failure } from '../../foundation/base/index.ts'
import { isLocalStore, keepPath, memoryMemo, openLinks, steadyReading } from '../../storage/index.ts'
import { contentOf } from '../add.ts'
import type { DataCall } from '../data-context.ts'
import type { RecordedContent } from '../tracked-stage.ts'
import type { ImportContext } from './source-repository.ts'
import { urlPlace } from './url-place.ts'

/** Where the bytes of what is imported go: our cache, a remote, or nowhere as only their hash is wanted. */
export type Destination =
  | { readonly kind: 'cache' }
  | { readonly kind: 'remote'; readonly name?: string }
  | { readonly kind: 'nowhere' }

export interface UrlSource {
  readonly url: string
  /** What a relative URL is relative to. */
  readonly base: AbsolutePath
}

/** Reads a file or directory outside of the project once: hashes it, and keeps its bytes where they are wanted. */
export async function keepFromUrl(
  context: ImportContext,
  { url, base }: UrlSource,
  destination: Destination,
  call: DataCall,
): Promise<RecordedContent> {
  const place = urlPlace(context, url, base)
  if (!context.files.stat(place)) throw noSource(/^\w+:\/\//.test(url) ? url : place)
  if (destination.kind === 'nowhere') return hashOnly(context, place, call)
  const keeping =
    destination.kind === 'cache'
      ? { hashes: context.hashes, links: context.links }
      : { hashes: memoryMemo(), links: openLinks(remoteStore(context, destination.name)) }
  return contentOf(await keepPath(keeping, place, { withoutRelink: true }, call))
}

/** What a file or directory outside of the project holds; of an executable one that is told, too. */
async function hashOnly(context: ImportContext, place: AbsolutePath, call: DataCall): Promise<RecordedContent> {
  const seen = await context.hashes.observe(place, { reading: steadyReading }, call)
  if (seen.kind === 'missing') throw noSource(place)
  return contentOf(seen)
}

function remoteStore(context: ImportContext, name: string | undefined) {
  const remote = context.remote(name)
  if (!remote) throw context.noRemote()
  if (isLocalStore(remote.objects)) return remote.objects
  throw new Failure('unsupported', `sterna cannot import straight into the remote '${remote.name}' yet.`, {
    hint: 'Import it here and send it: sterna import-url, then sterna push.',
  })
}

function noSource(shown: string): Failure {
  return new Failure('file-missing', `dependency '${shown}' does not exist`)
}

/** What is recorded of imported data: that a file of the source could be run is not kept. */
export function withoutMode({ hash, bytes, files }: RecordedContent): RecordedContent {
  return { hash, ...(bytes === undefined ? {} : { bytes }), ...(files === undefined ? {} : { files }) }
}
