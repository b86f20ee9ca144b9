import * as fs from 'node:fs'
import { explainSystemError, mapBounded } from '../../foundation/base/index.ts'
import { writeAll } from '../copy-file.ts'
import { makeManifest, manifestHash } from '../directory-manifest.ts'
import { IncomingObject } from '../incoming-object.ts'
import { explained, isLocalStore, localStore, missingObject, objectsOf } from '../local-store.ts'
import type { ContentHash, LocalStore, ObjectStore } from '../object-store.ts'
import { Progress, type StorageCall } from '../progress.ts'
import { renderManifest } from '../render-manifest.ts'
import type { RemoteFile, RemoteFiles } from './remote-files.ts'

/** What a URL means: one file, or all that lies below it, with paths from there. */
export type ReachedContent =
  | { readonly kind: 'file'; readonly file: RemoteFile }
  | { readonly kind: 'directory'; readonly files: readonly RemoteFile[] }

/** What the URL of these files means now; undefined if nothing is there. `withVersions` asks for those inside a directory. */
export async function lookAtReached(
  files: RemoteFiles,
  { withVersions }: { readonly withVersions: boolean },
  call?: StorageCall,
): Promise<ReachedContent | undefined> {
  const file = await files.stat('')
  if (file) return { kind: 'file', file }
  const list = withVersions ? files.listVersions?.bind(files) : files.list?.bind(files)
  const found: RemoteFile[] = []
  // A name that ends in a slash is what some programs make instead of a directory.
  if (list) for await (const page of list('', call)) found.push(...page.filter(({ key }) => !/(^|\/)$/.test(key)))
  return found.length === 0 ? undefined : { kind: 'directory', files: found }
}

export interface KeptContent {
  readonly hash: ContentHash
  readonly bytes: number
  /** Number of files, for a directory. */
  readonly files?: number
}

export interface KeptFile {
  readonly hash: ContentHash
  readonly bytes: number
}

export interface KeepReachedRequest {
  readonly content: ReachedContent
  readonly into: ObjectStore
  /** Where bytes may lie until they are known, if the store is not on this machine. */
  readonly scratch: string
}

/** Reads what was looked at, and makes objects of it. Their names are only known when all bytes have come. */
export async function keepReached(
  files: RemoteFiles,
  { content, into, scratch }: KeepReachedRequest,
  call?: StorageCall,
): Promise<KeptContent> {
  const wanted = content.kind === 'file' ? [content.file] : content.files
  const kept = await keepEach(files, wanted, { into, scratch }, call)
  if (content.kind === 'file') return kept[0]!
  const manifest = makeManifest(
    wanted.map(({ key }) => key),
    kept.map(({ hash }) => hash),
  )
  const rendered = renderManifest(manifest)
  const hash = manifestHash(rendered)
  await into.insertBytes(rendered, hash)
  return { hash, bytes: kept.reduce((sum, { bytes }) => sum + bytes, 0), files: kept.length }
}

/** The same for single files, in their order. */
export async function keepEach(
  files: RemoteFiles,
  wanted: readonly RemoteFile[],
  { into, scratch }: Omit<KeepReachedRequest, 'content'>,
  call?: StorageCall,
): Promise<KeptFile[]> {
  const here = isLocalStore(into) ? into : localStore(scratch as LocalStore['directory'])
  const progress = new Progress(call, 'transfer', { totalFiles: wanted.length })
  try {
    return await mapBounded(wanted, files.concurrency, async (file) => {
      const kept = await receive(files, file, here, call)
      if (here !== into && !(await into.has(kept.hash))) await into.insertFile(here.pathOf(kept.hash), kept.hash)
      progress.add(1, kept.bytes)
      await progress.breathe()
      return kept
    })
  } finally {
    if (here !== into) fs.rmSync(scratch, { recursive: true, force: true })
  }
}

/** Copies one file to a new one of this machine. */
export async function copyReached(
  files: RemoteFiles,
  { key }: RemoteFile,
  to: string,
  call?: StorageCall,
): Promise<void> {
  const descriptor = fs.openSync(to, 'wx')
  try {
    const found = await files.read(key, (piece) => writeAll(descriptor, piece), call ? { call } : {})
    if (!found) throw missingObject(key, files.name)
  } catch (error) {
    throw explainSystemError(error)
  } finally {
    fs.closeSync(descriptor)
  }
}

async function receive(
  files: RemoteFiles,
  { key, version }: RemoteFile,
  store: LocalStore,
  call: StorageCall | undefined,
): Promise<KeptFile> {
  const incoming = new IncomingObject(objectsOf(store), files.name)
  const options = { ...(version === undefined ? {} : { version }), ...(call && { call }) }
  try {
    const found = await files.read(key, (piece) => incoming.take(piece), options)
    if (!found) throw missingObject(key, files.name)
    return explained(() => incoming.finish())
  } finally {
    incoming.abandon()
  }
}
