import { type AbsolutePath, absolutePath } from '../foundation/base/index.ts'
import type { Stage } from './definition/index.ts'
import type { LockEntry } from './lock-entry.ts'
import { replaceLockEntry } from './lock-file.ts'
import type { PlannedPlace } from './parallel/index.ts'
import { lockFileOf, type PipelineCall, type PipelineContext } from './pipeline-context.ts'

/** Writes a stage's entry into its lock file. Returns the file if it says something new. */
export function recordEntry(
  context: PipelineContext,
  stage: Stage,
  entry: LockEntry,
  call: PipelineCall,
  order?: PlannedPlace,
): AbsolutePath[] {
  const lockFile = lockFileOf(stage.file)
  const place = absolutePath(context.root, lockFile)
  const before = context.files.readText(place)
  if (!context.locked(stage.file).has(stage.name)) order?.adds(lockFile, stage.name)
  const { text, changed } = replaceLockEntry(before, lockFile, stage.name, entry, order?.laterIn(lockFile))
  if (text !== before) context.files.writeAtomic(place, text)
  context.inputLists.keep(entry.deps.flatMap(({ content }) => content?.hash ?? []))
  context.noteLocked(stage.file, stage.name, entry)
  if (!changed) return []
  call.report({ kind: 'lock-written', file: lockFile, isNew: before === undefined })
  return [place]
}
