import { absolutePath, Failure, type RepoPath } from '../../foundation/base/index.ts'
import { always, type MayGiveWay } from '../../storage/index.ts'
import { type DataCall, type DataContext, refuseClaimed } from '../data-context.ts'
import { planOutput } from '../planned-output.ts'
import { restoreOutput } from '../restore-output.ts'
import type { RecordedContent, TrackedStage } from '../tracked-stage.ts'

/** Puts data that the cache has into the workspace, in place of what is there as far as that may give way. */
export async function placeImport(
  context: DataContext,
  path: RepoPath,
  content: RecordedContent,
  call: DataCall,
  mayGiveWay: MayGiveWay = always,
): Promise<boolean> {
  const output = { path, text: path, recorded: content, isCached: true, isPersistent: false, isPushed: true }
  const stage: TrackedStage = {
    address: path,
    file: path,
    kind: 'import',
    outputs: [output],
    dependencies: [],
    isFrozen: true,
  }
  await refuseClaimed(context, { write: [path] }, call)
  const planned = await planOutput(context, { stage, output }, false, call)
  if (planned === 'failed') throw new Failure('missing-data', `The data of '${path}' is not in the cache.`)
  if (planned !== 'nothing') return restoreOutput(context, planned, mayGiveWay, call)
  context.placed.note(path, content.hash)
  return false
}

/** Refuses to replace or take away content of the workspace that the cache does not have. */
export async function refuseUnsavedAt(context: DataContext, path: RepoPath, call: DataCall): Promise<void> {
  const place = absolutePath(context.root, path)
  if (!context.files.lstat(place)) return
  const seen = await context.hashes.observe(place, {}, call)
  if (seen.kind === 'missing') return
  const hashes = seen.kind === 'directory' ? seen.manifest().hashes : [seen.hash]
  if ((await context.cache.missing([...new Set(hashes)], call)).length === 0) return
  throw new Failure('unsaved-changes', `'${path}' has changes that are nowhere else.`, {
    hint: 'To keep them: copy them elsewhere, or sterna commit. To drop them: sterna checkout --force.',
  })
}
