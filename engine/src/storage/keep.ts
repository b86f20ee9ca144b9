import * as path from 'node:path'
import { type AbsolutePath, absolutePath, explainSystemError, Failure } from '../foundation/base/index.ts'
import type { Completeness } from './completeness.ts'
import type { HashMemo, ObservedDirectory, ObservedFile, ObserveOptions, Reading } from './hash-memo.ts'
import type { LinkType } from './link-type.ts'
import type { Links } from './links.ts'
import type { LocalObjects } from './local-objects.ts'
import { objectsOf } from './local-store.ts'
import { type ContentHash, emptyHash } from './object-store.ts'
import type { StorageCall } from './progress.ts'
import { storeFiles } from './store-files.ts'
import type { Storing } from './store-sinks.ts'

export interface KeepContext {
  readonly hashes: HashMemo
  readonly links: Links
  /** Spares a look at every object of a directory that is known to have them all. */
  readonly complete?: Completeness
}

export interface KeepOptions extends Omit<ObserveOptions, 'reading'> {
  /** Leave the files in the workspace as they are, whatever kind of link is wanted. */
  readonly withoutRelink?: boolean
  /** Whoever made the files has ended, so that nobody writes them any more. */
  readonly isFinished?: boolean
}

/**
 * Brings a file or directory into the store and returns what it is. A file is read once, hashed and written in the same
 * pass; one that the memo knows and the store has is not read at all. Where links are wanted the workspace's files become
 * links. A directory's manifest is written last, so that it stands for files that are all there. Failures: 'file-missing',
 * and those of `HashMemo`.
 */
export async function keepPath(
  context: KeepContext,
  target: AbsolutePath,
  options: KeepOptions = {},
  call?: StorageCall,
): Promise<ObservedFile | ObservedDirectory> {
  const { withoutRelink = false, isFinished = false, ...rules } = options
  const objects = objectsOf(context.links.store)
  const type = withoutRelink ? undefined : context.links.typeFor(absolutePath(path.dirname(target)))
  const seen = await context.hashes.observe(
    target,
    {
      ...rules,
      reading: storingReading({ objects, type, scratch: context.links.scratchFor(target), isFinished }, context),
    },
    call,
  )
  if (seen.kind === 'missing') throw new Failure('file-missing', `'${target}' does not exist.`)
  if (seen.kind === 'directory' && objects.find(seen.hash) === undefined) keepManifest(objects, seen)
  return seen
}

function storingReading(storing: Storing, { complete }: KeepContext): Reading {
  const areLinks = storing.type === 'hardlink' || storing.type === 'symlink'
  return {
    areSettled: async (manifest) => !areLinks && ((await complete?.has(manifest)) ?? false),
    isSettled: (hash, inode, isSymlink) => isKept(storing.objects, storing.type, hash, inode, isSymlink),
    read: (files, call) => storeFiles(files, storing, call),
  }
}

/** Whether the object is there and the workspace's file is tied to it in the wanted way, told by their inodes. */
function isKept(
  objects: LocalObjects,
  type: LinkType | undefined,
  hash: ContentHash,
  inode: number,
  isSymlink: boolean,
): boolean {
  const object = objects.find(hash)
  if (object === undefined) return false
  if (type === undefined) return true
  if (type === 'symlink') return isSymlink && object.ino === inode
  if (type === 'hardlink') return !isSymlink && (object.ino === inode || hash === emptyHash)
  return !isSymlink && object.ino !== inode
}

function keepManifest(objects: LocalObjects, seen: ObservedDirectory): void {
  try {
    objects.writePieces(seen.rendered(), seen.hash)
  } catch (error) {
    throw explainSystemError(error)
  }
}
