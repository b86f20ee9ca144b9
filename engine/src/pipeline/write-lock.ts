import { type AbsolutePath, absolutePath } from '../foundation/base/index.ts'
import type { Stage } from './definition/index.ts'
import type { LockEntry } from './lock-entry.ts'
import { replaceLockEntry } from './lock-file.ts'
import { lockFileOf, type PipelineCall, type PipelineContext } from './pipeline-context.ts'

/** Writes a stage's entry into its lock file. Returns the file if it says something new. */
export function recordEntry(
  context: PipelineContext,
  stage: Stage,
  entry: LockEntry,
  call: PipelineCall,
): AbsolutePath[] {
  const lockFile = lockFileOf(stage.file)
  const place = absolutePath(context.root, lockFile)
  const before = context.files.readText(place)
  const { text, changed } = replaceLockEntry(before, lockFile, stage.name, entry)
  if (text !== before) context.files.writeAtomic(place, text)
  context.inputLists.keep(entry.deps.flatMap(({ content }) => content?.hash ?? []))
  context.noteLocked(stage.file, stage.name, entry)
  if (!changed) return []
  call.report({ kind: 'lock-written', file: lockFile, isNew: before === undefined })
  return [place]
}
