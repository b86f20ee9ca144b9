import { absolutePath, Failure } from '../foundation/base/index.ts'
import { keepPath, type ObservedDirectory, type ObservedFile } from '../storage/index.ts'
import { contentOf, manifestOf } from './add.ts'
import type { DataCall, DataContext } from './data-context.ts'
import { type DvcFile, updateDvcFile } from './dvc-file.ts'
import { ignoredInside } from './dvc-ignore.ts'
import { withKnownVersions } from './keep-versions.ts'
import { isAsLegacyRecorded } from './output-status.ts'
import type { RecordedContent, TrackedOutput } from './tracked-stage.ts'

export interface KeepOutputOptions {
  /** Leave the files in the workspace as they are, whatever kind of link the project uses. */
  readonly withoutRelink?: boolean
  /** What made the output has ended, so that nobody writes it any more. */
  readonly isFinished?: boolean
}

/** Records the present content of a `.dvc` file's outputs, and keeps it in the cache. */
export async function commitSource(
  context: DataContext,
  file: DvcFile,
  call: DataCall,
  options: KeepOutputOptions = {},
): Promise<void> {
  const contents = new Map<string, RecordedContent>()
  for (const output of file.outputs) {
    if (await isAsLegacyRecorded(context, output, call)) continue
    const seen = await keepOutput(context, output, call, options)
    contents.set(
      output.text,
      withKnownVersions(context, output, contentOf(seen), () => manifestOf(seen)),
    )
  }
  const text = updateDvcFile(file, contents)
  if (text !== file.text) context.files.writeAtomic(absolutePath(context.root, file.file), text)
  context.forgetStages()
}

/** Keeps the present content of an output: in the cache, if it is a cached one. Refuses if it is not there. */
export async function keepOutput(
  context: DataContext,
  output: Pick<TrackedOutput, 'path' | 'isCached' | 'text'>,
  call: DataCall,
  { withoutRelink = false, isFinished = false }: KeepOutputOptions = {},
): Promise<ObservedFile | ObservedDirectory> {
  const place = absolutePath(context.root, output.path)
  const rules = ignoredInside(context.dvcIgnore, context.root, output.path)
  if (!context.files.stat(place)) throw new Failure('file-missing', `output '${output.text}' does not exist`)
  if (output.isCached)
    return noted(context, output, await keepPath(context, place, { ...rules, withoutRelink, isFinished }, call))
  return (await context.hashes.observe(place, rules, call)) as ObservedFile | ObservedDirectory
}

function noted<Seen extends ObservedFile | ObservedDirectory>(
  context: DataContext,
  output: Pick<TrackedOutput, 'path'>,
  seen: Seen,
): Seen {
  context.placed.note(output.path, seen.hash)
  return seen
}
