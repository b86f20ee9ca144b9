import type { Remote, TrackedOutput, TrackedStage } from '../data/index.ts'
import { Failure } from '../foundation/base/index.ts'
import {
  type ContentHash,
  isDirectoryHash,
  legacyAreaOf,
  type ObjectStore,
  readManifest,
  restoreTrash,
} from '../storage/index.ts'
import { type RevisionSelection, type SelectedRevision, selectRevisions } from './selected-revisions.ts'
import type { UpkeepCall, UpkeepContext } from './upkeep-context.ts'

export interface UseRequest extends RevisionSelection {
  /** Where to look for manifests that the cache lacks, if not in the default remote. */
  readonly remote?: string
  /** Go on without revisions and manifests that cannot be read; what only they name counts as unused. */
  readonly skipFailed: boolean
  /** Manifests that were got from a remote are not kept. */
  readonly isDry: boolean
}

/** The objects that the kept revisions need, by the remote that the outputs belong to. */
export class UsedObjects {
  /** Those of outputs without a remote of their own. */
  readonly ofDefault = new Set<ContentHash>()
  readonly ofRemotes = new Map<string, { readonly remote: Remote; readonly hashes: Set<ContentHash> }>()

  has(hash: ContentHash): boolean {
    if (this.ofDefault.has(hash)) return true
    for (const { hashes } of this.ofRemotes.values()) if (hashes.has(hash)) return true
    return false
  }

  /** Where the objects of an output belong. */
  setFor(remote: Remote | undefined): Set<ContentHash> {
    if (!remote) return this.ofDefault
    const known = this.ofRemotes.get(remote.objects.name)
    if (known) return known.hashes
    const hashes = new Set<ContentHash>()
    this.ofRemotes.set(remote.objects.name, { remote, hashes })
    return hashes
  }
}

/** Adds what one project needs in the workspace and in the selected revisions. */
export async function addUsedObjects(
  used: UsedObjects,
  context: UpkeepContext,
  request: UseRequest,
  call: UpkeepCall,
): Promise<void> {
  const collection: Collection = { used, context, request, call, seen: new Set() }
  await addStages(collection, 'workspace', stagesHere(context))
  const revisions = context.git ? await selectRevisions(context.git, request) : []
  for (const revision of revisions) {
    const stages = await stagesOf(collection, revision)
    if (stages) await addStages(collection, revision.name, stages)
  }
}

interface Collection {
  readonly used: UsedObjects
  readonly context: UpkeepContext
  readonly request: UseRequest
  readonly call: UpkeepCall
  /** Outputs that were added before, or complained about. */
  readonly seen: Set<string>
}

/** Never passed over: what a person works with now is needed in any case. */
function stagesHere(context: UpkeepContext): readonly TrackedStage[] {
  try {
    return context.stages()
  } catch (error) {
    throw error instanceof Failure ? notCollected('workspace', error, 'Correct it first; nothing was removed.') : error
  }
}

async function stagesOf(
  { context, request, call }: Collection,
  { name, commit }: SelectedRevision,
): Promise<readonly TrackedStage[] | undefined> {
  try {
    return await context.stagesOfCommit(commit)
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    if (!request.skipFailed) throw notCollected(name, error)
    call.report({ kind: 'warning', text: `Failed to collect '${name}', skipping` })
    return undefined
  }
}

async function addStages(collection: Collection, revision: string, stages: readonly TrackedStage[]): Promise<void> {
  for (const stage of stages) {
    for (const output of stage.outputs) {
      if (!output.isCached || isSeen(collection, stage, output)) continue
      if (output.recorded) await addOutput(collection, revision, stage, output, output.recorded.hash)
      else warnUnknown(collection, stage, output)
    }
  }
}

function isSeen({ seen }: Collection, stage: TrackedStage, { path, recorded, remote }: TrackedOutput): boolean {
  const key = recorded ? `${recorded.hash} ${remote ?? ''}` : `${stage.address} ${path}`
  if (seen.has(key)) return true
  seen.add(key)
  return false
}

async function addOutput(
  collection: Collection,
  revision: string,
  stage: TrackedStage,
  output: TrackedOutput,
  hash: ContentHash,
): Promise<void> {
  const { used, context } = collection
  const set = used.setFor(output.remote === undefined ? undefined : context.remote(output.remote))
  set.add(hash)
  if (!isDirectoryHash(hash)) return
  const bytes = await manifestBytes(collection, output, hash)
  if (bytes) addFiles(collection, revision, set, bytes, hash)
  else if (stage.kind !== 'import') refuseUnknown(collection, revision, output)
}

function addFiles(
  { request, call }: Collection,
  revision: string,
  set: Set<ContentHash>,
  bytes: Uint8Array,
  hash: ContentHash,
): void {
  try {
    for (const file of readManifest(bytes, hash).hashes) set.add(file)
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    if (!request.skipFailed) throw notCollected(revision, error)
    call.report({ kind: 'warning', text: `${error.message} Its files count as unused.` })
  }
}

/** From the cache, or else from its trash or from the remote, whose copy is kept: it is needed. */
async function manifestBytes(
  { context, request, call }: Collection,
  output: TrackedOutput,
  hash: ContentHash,
): Promise<Uint8Array | undefined> {
  const here = await readFrom(context.cache, hash)
  if (here) return here
  const remote = remoteIfAny(context, output.remote ?? request.remote)
  if (request.isDry) return remote && readFrom(remote, hash)
  const areas = [context.cache, legacyAreaOf(context.cache)!]
  const { objects } = await restoreTrash(areas, (trashed) => trashed === hash, call)
  if (objects > 0) return readFrom(context.cache, hash)
  const there = remote && (await readFrom(remote, hash))
  if (there) await context.cache.insertBytes(there, hash)
  return there
}

async function readFrom(store: ObjectStore, hash: ContentHash): Promise<Uint8Array | undefined> {
  return (await store.read(hash)) ?? (await legacyAreaOf(store)?.read(hash))
}

function remoteIfAny(context: UpkeepContext, name: string | undefined): ObjectStore | undefined {
  try {
    return context.remote(name)?.objects
  } catch (error) {
    if (error instanceof Failure) return undefined
    throw error
  }
}

function refuseUnknown({ call, request }: Collection, revision: string, { text }: TrackedOutput): void {
  const why = `unable to fully collect used cache without cache for directory '${text}'`
  if (!request.skipFailed)
    throw notCollected(
      revision,
      new Failure('missing-data', why, {
        hint: 'To get it: sterna fetch. To go on, with all its files counted as unused: --skip-failed',
      }),
    )
  call.report({ kind: 'warning', text: `${why}; its files count as unused` })
}

function warnUnknown({ call }: Collection, stage: TrackedStage, { text }: TrackedOutput): void {
  const what = `Output '${text}'(stage: '${stage.address}') is missing version info. Cache for it will not be collected.`
  call.report({ kind: 'warning', text: `${what} Use \`dvc repro\` to get your pipeline up to date.` })
}

const passOver = 'Nothing was removed. To go on without this revision: --skip-failed'

/** The failure with the revision it is about. Nothing has been removed when it is thrown. */
function notCollected(revision: string, error: Failure, advice = passOver): Failure {
  const hint = error.hint ?? advice
  return new Failure(error.code, `Failed to collect '${revision}': ${error.message}`, {
    hint,
    cause: error,
    ...(error.excerpt === undefined ? {} : { excerpt: error.excerpt }),
  })
}
