import * as fs from 'node:fs'
import * as path from 'node:path'
import { type AbsolutePath, explainSystemError, systemErrorCode } from '../foundation/base/index.ts'
import { type LinkJob, type LinkType, linkInto, linkToNew } from './link-type.ts'
import type { Links } from './links.ts'
import { missingObject } from './local-store.ts'
import type { ContentHash } from './object-store.ts'
import { Progress, type StorageCall } from './progress.ts'

/**
 * Puts objects at paths below `directory`, like `placeObject` but for many: of a directory that is there already, give
 * only what differs. Failure 'missing-data' at the first object that the store does not have.
 */
export async function placeFiles(
  links: Links,
  directory: AbsolutePath,
  files: ReadonlyMap<string, ContentHash>,
  call?: StorageCall,
): Promise<void> {
  if (files.size === 0) return
  const progress = new Progress(call, 'link', { totalFiles: files.size })
  const placing = { links, type: links.typeFor(directory), scratch: links.scratchFor(directory) }
  const made = new Set<string>()
  try {
    for (const [relpath, hash] of files) {
      const target = `${directory}${path.sep}${path.normalize(relpath)}`
      makeParent(target, made)
      placeOne(placing, hash, target)
      progress.add(1, 0)
      await progress.breathe()
    }
  } catch (error) {
    throw explainSystemError(error)
  }
  progress.report()
}

/** A file where a directory has to be gives way: what was in it is either in the store or was agreed to be lost. */
function makeParent(target: string, made: Set<string>): void {
  const parent = path.dirname(target)
  if (made.has(parent)) return
  if (fs.lstatSync(parent, { throwIfNoEntry: false })?.isFile()) fs.rmSync(parent)
  fs.mkdirSync(parent, { recursive: true })
  made.add(parent)
}

interface Placing {
  readonly links: Links
  readonly type: LinkType
  readonly scratch: string
}

function placeOne({ links, type, scratch }: Placing, hash: ContentHash, target: string): void {
  const job = { object: links.store.pathOf(hash), hash, target, scratch }
  try {
    if (!linkToFreeName(type, job)) replace(type, job)
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT' && !fs.existsSync(job.object)) throw missingObject(hash, links.store.name)
    throw error
  }
}

/** A link to a name that is free needs no temporary one: it is there as a whole or not at all. */
function linkToFreeName(type: LinkType, job: LinkJob): boolean {
  if (type !== 'hardlink' && type !== 'symlink') return false
  return (type === 'hardlink' || fs.existsSync(job.object)) && linkToNew(type, job)
}

/** A directory where a file has to be gives way, like a file where a directory has to be. */
function replace(type: LinkType, job: LinkJob): void {
  if (!fs.existsSync(job.object)) throw missingObject(job.hash, job.object)
  if (fs.lstatSync(job.target, { throwIfNoEntry: false })?.isDirectory()) fs.rmSync(job.target, { recursive: true })
  linkInto(type, job)
}
