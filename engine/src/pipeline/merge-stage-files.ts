import {
  changedSide,
  checkDvcFile,
  type DirectoryLookup,
  type MergeConflict,
  mapSides,
  mergeDvcFiles,
  type OutputMerging,
  type Side,
  type Sides,
  type TransferContext,
} from '../data/index.ts'
import { Failure, type RepoPath } from '../foundation/base/index.ts'
import { editYaml, equalLikePython, type Value, type ValueMap } from '../foundation/formats/index.ts'
import {
  type ContentHash,
  type DirectoryManifest,
  isDirectoryHash,
  type ObjectStore,
  readManifest,
} from '../storage/index.ts'
import { checkLockFile } from './lock-schema.ts'
import { mergeLockFiles } from './merge-lock-files.ts'

export type MergeContext = Pick<TransferContext, 'cache' | 'files' | 'lock' | 'remote'>

export interface MergeResult {
  /** The merged file. What is contested is as the preferred side has it. */
  readonly text: string
  readonly conflicts: readonly MergeConflict[]
}

/**
 * Merges three versions of a `.dvc` file or a `dvc.lock`, entry by entry, and the directories in them file by file. The
 * manifests of merged directories are put into the cache. Our comments stay.
 */
export async function mergeStageFiles(
  context: MergeContext,
  texts: Sides<string>,
  name: string,
  side: Side = 'ours',
): Promise<MergeResult> {
  const isLock = isLockFile(texts, name)
  const check = isLock ? checkLockFile : checkDvcFile
  const values = mapSides(texts, (text) => check(text, name as RepoPath))
  const unchanged = changedSide(values, equalLikePython)
  if (unchanged !== 'both') return { text: texts[unchanged] ?? '', conflicts: [] }
  const merging: OutputMerging = {
    side,
    conflicts: [],
    made: new Map(),
    lookup: isLock ? nothingToLookUp : await lookUpDirectories(context, values),
  }
  const merged = isLock ? mergeLockFiles(values, merging) : mergeDvcFiles(values, merging)
  await keepManifests(context, merging.made)
  return { text: editYaml(texts.ours ?? '', merged, name), conflicts: merging.conflicts }
}

/** Git hands its files over under names of its own, so the content has to tell. */
function isLockFile(texts: Sides<string>, name: string): boolean {
  return (
    /(^|\/)[^/]+\.lock$/.test(name) ||
    [texts.base, texts.ours, texts.theirs].some((text) => /^schema:/m.test(text ?? ''))
  )
}

const nothingToLookUp: DirectoryLookup = { manifest: () => undefined, bytesOf: () => undefined }

async function lookUpDirectories(context: MergeContext, values: Sides<ValueMap>): Promise<DirectoryLookup> {
  const manifests = new Map<ContentHash, DirectoryManifest>()
  for (const [hash, remote] of directoriesIn(values)) {
    const bytes = await readFrom([() => context.cache, () => context.remote(remote)?.objects], hash)
    if (bytes) manifests.set(hash, readManifest(bytes, hash))
  }
  return { manifest: (hash) => manifests.get(hash), bytesOf: (manifest) => bytesInCache(context, manifest) }
}

/** The directories among the outputs, with the remote that they belong to. */
function directoriesIn({ base, ours, theirs }: Sides<ValueMap>): Map<ContentHash, string | undefined> {
  const outputs = [base, ours, theirs].flatMap((file) => (file?.get('outs') ?? []) as ValueMap[])
  return new Map(
    outputs.flatMap((output) => {
      const hash: Value | undefined = output.get('md5')
      const remote: Value | undefined = output.get('remote')
      if (typeof hash !== 'string' || !isDirectoryHash(hash)) return []
      return [[hash, typeof remote === 'string' ? remote : undefined]]
    }),
  )
}

/** From the first store that has it. A remote that cannot be reached is no reason not to merge. */
async function readFrom(stores: readonly (() => ObjectStore | undefined)[], hash: ContentHash) {
  for (const store of stores) {
    try {
      const bytes = await store()?.read(hash)
      if (bytes) return bytes
    } catch (error) {
      if (!(error instanceof Failure)) throw error
    }
  }
  return undefined
}

function bytesInCache({ cache, files }: MergeContext, { hashes }: DirectoryManifest): number | undefined {
  let total = 0
  for (const hash of hashes) {
    const bytes = files.stat(cache.pathOf(hash))?.bytes
    if (bytes === undefined) return undefined
    total += bytes
  }
  return total
}

async function keepManifests(context: MergeContext, made: ReadonlyMap<ContentHash, Uint8Array>): Promise<void> {
  if (made.size === 0) return
  await context.lock.during(async () => {
    for (const [hash, bytes] of made) await context.cache.insertBytes(bytes, hash)
  })
}
