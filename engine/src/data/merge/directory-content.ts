import type { Scalar, ValueMap } from '../../foundation/formats/index.ts'
import { type ContentHash, type DirectoryManifest, isDirectoryHash, makeManifest } from '../../storage/index.ts'
import { listedContent, listedFilesValue } from '../listed-files.ts'
import type { ListedFile } from '../tracked-stage.ts'

/** The files of the directory that a content stands for: they are listed there, or in a manifest that may be had. */
export function directoryOf(
  content: ValueMap,
  manifest: (hash: ContentHash) => DirectoryManifest | undefined,
): DirectoryManifest | undefined {
  const listing = listedContent(content)?.listing
  if (listing)
    return makeManifest(
      listing.map(({ relpath }) => relpath),
      listing.map(({ hash }) => hash),
    )
  const hash = content.get('md5')
  return typeof hash === 'string' && isDirectoryHash(hash) ? manifest(hash) : undefined
}

/**
 * The content of a merged directory as a list, each file with what one of the contents records of it, rather one with a
 * version in a remote; undefined if none of them is such a list.
 */
export function listedDirectory(
  { relpaths, hashes }: DirectoryManifest,
  contents: readonly ValueMap[],
): ValueMap | undefined {
  const listings = contents.flatMap((content) => listedContent(content)?.listing ?? [])
  if (listings.length === 0) return undefined
  const known = new Map<string, ListedFile>()
  for (const file of listings) {
    const place = `${file.hash} ${file.relpath}`
    if (!known.get(place)?.version) known.set(place, file)
  }
  const merged = relpaths.map((relpath, i) => known.get(`${hashes[i]} ${relpath}`) ?? { relpath, hash: hashes[i]! })
  return new Map<Scalar, ValueMap[] | string>([
    ['hash', 'md5'],
    ['files', listedFilesValue(merged)],
  ])
}
