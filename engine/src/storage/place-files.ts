import * as fs from 'node:fs'
import * as path from 'node:path'
import { type AbsolutePath, absolutePath } from '../foundation/base/index.ts'
import { linkInto, type Links } from './links.ts'
import { explained, missingObject } from './local-store.ts'
import type { ContentHash } from './object-store.ts'
import { Progress, type StorageCall } from './progress.ts'

const breathEvery = 64

/**
 * Puts objects into a directory, each at its path below it, replacing files there one by one in a single step each.
 * Failure 'missing-data' for an object that the store does not have; those before it stay.
 */
export async function placeFiles(links: Links, directory: AbsolutePath, files: ReadonlyMap<string, ContentHash>, call?: StorageCall): Promise<void> {
  const type = links.typeFor(directory)
  const progress = new Progress(call, 'link', { totalFiles: files.size })
  const made = new Set<string>()
  let count = 0
  for (const [file, hash] of files) {
    const target = absolutePath(directory, file)
    explained(() => {
      makeParent(path.dirname(target), made)
      const object = links.store.pathOf(hash)
      if (!fs.existsSync(object)) throw missingObject(hash, links.store.name)
      if (fs.lstatSync(target, { throwIfNoEntry: false })?.isDirectory()) fs.rmSync(target, { recursive: true })
      linkInto(type, { object, hash, target })
    })
    progress.add(1, 0)
    if (++count % breathEvery === 0) await progress.breathe()
  }
}

/** A file where a directory has to be gives way: what was in it is either in the store or was agreed to be lost. */
function makeParent(parent: string, made: Set<string>): void {
  if (made.has(parent)) return
  if (fs.lstatSync(parent, { throwIfNoEntry: false })?.isFile()) fs.rmSync(parent)
  fs.mkdirSync(parent, { recursive: true })
  made.add(parent)
}
