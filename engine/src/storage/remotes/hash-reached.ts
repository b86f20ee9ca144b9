import { mapBounded } from '../../foundation/base/index.ts'
import { makeManifest, manifestHash } from '../directory-manifest.ts'
import { missingObject } from '../local-store.ts'
import { contentDigest } from '../md5/content-digest.ts'
import { Progress, type StorageCall } from '../progress.ts'
import { renderManifest } from '../render-manifest.ts'
import type { KeptContent, KeptFile, ReachedContent } from './reached-content.ts'
import type { RemoteFile, RemoteFiles } from './remote-files.ts'

/** Reads what was looked at for its hash alone, and keeps nothing of it. */
export async function hashReached(
  files: RemoteFiles,
  content: ReachedContent,
  call?: StorageCall,
): Promise<KeptContent> {
  const wanted = content.kind === 'file' ? [content.file] : content.files
  const progress = new Progress(call, 'hash', { totalFiles: wanted.length })
  const hashed = await mapBounded(wanted, files.concurrency, async (file) => {
    const found = await hashFile(files, file, call)
    progress.add(1, found.bytes)
    await progress.breathe()
    return found
  })
  if (content.kind === 'file') return hashed[0]!
  const manifest = makeManifest(
    wanted.map(({ key }) => key),
    hashed.map(({ hash }) => hash),
  )
  const bytes = hashed.reduce((sum, file) => sum + file.bytes, 0)
  return { hash: manifestHash(renderManifest(manifest)), bytes, files: hashed.length }
}

async function hashFile(files: RemoteFiles, { key }: RemoteFile, call: StorageCall | undefined): Promise<KeptFile> {
  const digest = contentDigest({ legacy: false })
  let bytes = 0
  const take = (piece: Uint8Array) => {
    digest.update(piece)
    bytes += piece.length
  }
  if (!(await files.read(key, take, { call }))) throw missingObject(key, files.name)
  return { hash: digest.digest(), bytes }
}
