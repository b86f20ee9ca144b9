import { type AbsolutePath, absolutePath, type RepoPath } from '../../foundation/base/index.ts'
import { always, clearWholly, type MayGiveWay } from '../../storage/index.ts'
import { type DataContext, refuseClaimed, stageChanges } from '../data-context.ts'
import { type DvcFile, parseDvcFile } from '../dvc-file.ts'
import { hideFromGit } from '../git-ignore-files.ts'
import { type ImportRecord, renderImport } from './import-file.ts'
import type { ImportPlace } from './import-place.ts'
import { placeImport } from './place-import.ts'
import type { ImportCall } from './source-repository.ts'

export interface ImportResult {
  /** Files that belong into Git's next commit. */
  readonly changed: readonly AbsolutePath[]
  readonly isStaged: boolean
}

/** What becomes of the workspace's file: replaced by the data, taken away because it is no longer right, or left. */
export type WorkspaceChange = 'place' | 'remove' | 'leave'

/** Writes the `.dvc` file of a new import and brings the workspace to what it says. */
export async function recordImport(
  context: DataContext,
  { output, file, name }: ImportPlace,
  record: Omit<ImportRecord, 'name'>,
  change: WorkspaceChange,
  call: ImportCall,
): Promise<ImportResult> {
  const hiding = hideFromGit(context, [absolutePath(context.root, output)])
  const before = context.files.readText(absolutePath(context.root, file))
  const parsed = before === undefined ? undefined : parseDvcFile(before, file)
  await writeImport(context, { file, output, before: parsed }, { ...record, name }, change, call)
  const changed = [...hiding, absolutePath(context.root, file)]
  return { changed, isStaged: stageChanges(context, changed) }
}

export interface ImportFile {
  readonly file: RepoPath
  readonly output: RepoPath
  readonly before: DvcFile | undefined
  /** Asked about each file that the new data replaces; without it, all give way. */
  readonly mayGiveWay?: MayGiveWay
}

/** The same for one whose output Git knows to leave alone already. */
export async function writeImport(
  context: DataContext,
  { file, output, before, mayGiveWay = always }: ImportFile,
  record: ImportRecord,
  change: WorkspaceChange,
  call: ImportCall,
): Promise<void> {
  await refuseClaimed(context, { write: [output] }, call)
  const text = renderImport(record, before)
  if (text !== before?.text) context.files.writeAtomic(absolutePath(context.root, file), text)
  if (change === 'remove') {
    clearWholly(absolutePath(context.root, output), mayGiveWay)
    context.placed.forget(output)
  }
  if (change === 'place') await placeImport(context, output, record.content!, call, mayGiveWay)
  context.hashes.save()
  context.placed.save()
  context.forgetStages()
}
