import { type RecordedContent, stageName, type TrackedStage } from '../data/index.ts'
import { absolutePath } from '../foundation/base/index.ts'
import { readManifest } from '../storage/index.ts'
import type { LockedFile } from './lock-entry.ts'
import { replaceLockEntry } from './lock-file.ts'
import { lockFileOf, type PipelineContext } from './pipeline-context.ts'

/**
 * Records in the lock file which versions of a remote the contents of a stage's outputs are. As in DVC, directories that
 * it depends on are listed file by file then, too.
 */
export async function recordLockedVersions(
  context: PipelineContext,
  stage: Pick<TrackedStage, 'file' | 'address'>,
  contents: ReadonlyMap<string, RecordedContent>,
): Promise<void> {
  const name = stageName(stage)
  const before = context.locked(stage.file).get(name)
  if (!before) return
  const outs = before.outs.map((out) => ({ ...out, content: contents.get(out.path) ?? out.content }))
  const entry = { ...before, outs, deps: await Promise.all(before.deps.map((dep) => listed(context, dep))) }
  const lockFile = lockFileOf(stage.file)
  const place = absolutePath(context.root, lockFile)
  const text = context.files.readText(place)
  const replaced = replaceLockEntry(text, lockFile, name, entry)
  if (replaced.text !== text) context.files.writeAtomic(place, replaced.text)
  context.noteLocked(stage.file, name, entry)
}

async function listed({ cache }: PipelineContext, dep: LockedFile): Promise<LockedFile> {
  const { content, isLegacy } = dep
  if (content?.files === undefined || content.listing || isLegacy) return dep
  const bytes = await cache.read(content.hash)
  if (!bytes) return dep
  const { relpaths, hashes } = readManifest(bytes, content.hash)
  const listing = relpaths.map((relpath, index) => ({ relpath, hash: hashes[index]! }))
  return { ...dep, content: { ...content, listing } }
}
