import type { TrackedOutput, TrackedStage } from '../data/index.ts'
import { Failure } from '../foundation/base/index.ts'
import { type ContentHash, type HashTable, isDirectoryHash, manifestHashes } from '../storage/index.ts'
import { type ManifestRequest, neededManifest } from './needed-manifest.ts'
import { notCollected } from './not-collected.ts'
import { type RevisionSelection, type SelectedRevision, selectRevisions } from './selected-revisions.ts'
import type { UpkeepCall, UpkeepContext } from './upkeep-context.ts'
import type { UsedObjects } from './used-objects.ts'

export interface UseRequest extends RevisionSelection, ManifestRequest {
  /** Go on without revisions and manifests that cannot be read; what only they name counts as unused. */
  readonly skipFailed: boolean
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
  const bytes = await neededManifest(context, output, hash, collection.request, collection.call)
  if (bytes) addFiles(collection, revision, set, bytes, hash)
  else if (stage.kind !== 'import') refuseUnknown(collection, revision, output)
}

function addFiles(
  { request, call }: Collection,
  revision: string,
  set: HashTable,
  bytes: Uint8Array,
  hash: ContentHash,
): void {
  try {
    const files = manifestHashes(bytes, hash)
    for (let i = 0; i < files.length; i++) set.setAt(files, i, 0)
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    if (!request.skipFailed) throw notCollected(revision, error)
    call.report({ kind: 'warning', text: `${error.message} Its files count as unused.` })
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
  call.report({ kind: 'warning', text: `${what} Use \`sterna repro\` to get your pipeline up to date.` })
}
