import * as fs from 'node:fs'
import { type AbsolutePath, Failure } from '../foundation/base/index.ts'
import { isLocalStore } from './local-store.ts'
import type { ContentHash, ObjectStore } from './object-store.ts'
import { Progress, type StorageCall } from './progress.ts'

/** What to bring: single objects, and directories by their manifests with the files in them. */
export interface TransferWish {
  readonly files: readonly ContentHash[]
  readonly directories: readonly { readonly hash: ContentHash; readonly files: readonly ContentHash[] }[]
}

export interface TransferOutcome {
  readonly transferred: readonly ContentHash[]
  readonly failed: readonly { readonly hash: ContentHash; readonly cause: string }[]
  /** Objects that neither side has. */
  readonly missing: readonly ContentHash[]
}

/**
 * Brings to one store what it lacks of what the other has. A manifest follows only when all its files are there, so that
 * nobody finds a directory whose files are missing; the files of a manifest that is there already are looked at as well.
 */
export async function transfer(from: ObjectStore, to: ObjectStore, wish: TransferWish, call?: StorageCall): Promise<TransferOutcome> {
  const files = [...new Set([...wish.files, ...wish.directories.flatMap((directory) => directory.files)])]
  const lacking = await to.missing(files, call)
  const outcome = await bring(from, to, lacking, call)
  const absent = new Set([...outcome.missing, ...outcome.failed.map(({ hash }) => hash)])
  const complete = wish.directories.filter((directory) => directory.files.every((file) => !absent.has(file)))
  const held = wish.directories.filter((directory) => !complete.includes(directory) && directory.files.some((file) => outcome.failed.some(({ hash }) => hash === file)))
  const manifests = await bring(from, to, await to.missing(complete.map(({ hash }) => hash), call), call)
  return {
    transferred: [...outcome.transferred, ...manifests.transferred],
    failed: [...outcome.failed, ...manifests.failed, ...held.map(({ hash }) => ({ hash, cause: 'some of its files could not be transferred' }))],
    missing: [...outcome.missing, ...manifests.missing],
  }
}

const breathEvery = 32

async function bring(from: ObjectStore, to: ObjectStore, hashes: readonly ContentHash[], call?: StorageCall): Promise<TransferOutcome> {
  const progress = new Progress(call, 'transfer', { totalFiles: hashes.length })
  const transferred: ContentHash[] = []
  const failed: { hash: ContentHash; cause: string }[] = []
  const missing: ContentHash[] = []
  for (let i = 0; i < hashes.length; i++) {
    const hash = hashes[i]!
    try {
      const bytes = await copyObject(from, to, hash)
      if (bytes === undefined) missing.push(hash)
      else transferred.push(hash)
      progress.add(1, bytes ?? 0)
    } catch (error) {
      if (!(error instanceof Failure)) throw error
      failed.push({ hash, cause: error.message })
    }
    if (i % breathEvery === breathEvery - 1) await progress.breathe()
  }
  return { transferred, failed, missing }
}

/** Number of bytes copied, or undefined if the source does not have the object. */
async function copyObject(from: ObjectStore, to: ObjectStore, hash: ContentHash): Promise<number | undefined> {
  if (!isLocalStore(from)) {
    const bytes = await from.read(hash)
    if (bytes) await to.insertBytes(bytes, hash)
    return bytes?.length
  }
  if (!(await from.has(hash))) return undefined
  const file: AbsolutePath = from.pathOf(hash)
  await to.insertFile(file, hash)
  return fs.statSync(file).size
}
