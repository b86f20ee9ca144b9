import { type AbsolutePath, absolutePath, Failure, type RepoPath, shownPath } from '../foundation/base/index.ts'
import { type DirectoryManifest, emptyManifest, type ObservedDirectory, type ObservedFile } from '../storage/index.ts'
import { addParts } from './add-parts.ts'
import { type PlannedAdd, planAdds } from './add-plan.ts'
import type { AddRequest } from './add-request.ts'
import { addTargets } from './add-targets.ts'
import { type DataCall, refuseClaimed, stageChanges } from './data-context.ts'
import { parseDvcFile, renderDvcFile, updateDvcFile } from './dvc-file.ts'
import { hideFromGit, refuseTrackedByGit, showToGit } from './git-ignore-files.ts'
import { keepTarget } from './keep-target.ts'
import { withKnownVersions } from './keep-versions.ts'
import { legacyRecordOf } from './output-status.ts'
import type { RecordedContent } from './tracked-stage.ts'
import type { TransferContext } from './transfer-data.ts'

export interface AddedOutput {
  readonly path: RepoPath
  readonly file: RepoPath
  readonly content: RecordedContent
}

export interface AddResult {
  readonly outputs: readonly AddedOutput[]
  /** Files that belong into Git's next commit. */
  readonly changed: readonly AbsolutePath[]
  readonly isStaged: boolean
}

/** Tracks files and directories: their bytes go into the cache, a `.dvc` file beside each says which. */
export async function addData(context: TransferContext, request: AddRequest, call: DataCall): Promise<AddResult> {
  return context.lock.during(async () => {
    const steps = planAdds(context.stages(), addTargets(context, request))
    for (const step of steps) refuseMissing(context, step)
    const paths = steps.map(outputOf)
    const places = paths.map((path) => absolutePath(context.root, path))
    refuseTrackedByGit(context, places, (output) => shownPath(context.root, output))
    await refuseClaimed(context, { write: paths }, call)
    const outputs: AddedOutput[] = []
    const changed = new Set<AbsolutePath>()
    for (const step of steps) outputs.push(await addOne(context, request, step, changed, call))
    context.hashes.save()
    context.complete.save()
    context.placed.save()
    context.forgetStages()
    return { outputs, changed: [...changed], isStaged: stageChanges(context, [...changed]) }
  })
}

async function addOne(
  context: TransferContext,
  request: AddRequest,
  step: PlannedAdd,
  changed: Set<AbsolutePath>,
  call: DataCall,
): Promise<AddedOutput> {
  const path = outputOf(step)
  const file = step.kind === 'whole' ? step.file : step.directory.stage.file
  const place = absolutePath(context.root, path)
  const hiding = hideFromGit(context, [place])
  for (const ignoreFile of hiding) changed.add(ignoreFile)
  try {
    const content =
      step.kind === 'whole'
        ? await addWhole(context, request, step, call)
        : await addParts(context, request, step, call)
    changed.add(absolutePath(context.root, file))
    context.placed.note(path, content.hash)
    return { path, file, content }
  } catch (error) {
    if (hiding.length > 0 && !context.files.stat(absolutePath(context.root, file))) showToGit(context, [place])
    throw error
  }
}

async function addWhole(
  context: TransferContext,
  request: AddRequest,
  { path, file, text }: PlannedAdd & { readonly kind: 'whole' },
  call: DataCall,
): Promise<RecordedContent> {
  const legacy = await legacyRecordOf(context, { path, file }, call)
  if (legacy) return legacy
  const seen = await keepTarget(context, request, path, call)
  writeDvcFile(context, { file, text }, contentOf(seen), () => manifestOf(seen))
  return contentOf(seen)
}

/** What is recorded of a path that has been looked at. */
export function contentOf(seen: ObservedFile | ObservedDirectory): RecordedContent {
  if (seen.kind === 'directory') return { hash: seen.hash, bytes: seen.bytes, files: seen.files }
  return { hash: seen.hash, bytes: seen.bytes, ...(seen.isExecutable ? { isExecutable: true } : {}) }
}

/** The files of a directory that has been looked at; none for a file. */
export function manifestOf(seen: ObservedFile | ObservedDirectory): DirectoryManifest {
  return seen.kind === 'directory' ? seen.manifest() : emptyManifest
}

/** Records the content of an output in its `.dvc` file, which may have others as well, or in a new one. */
export function writeDvcFile(
  context: Pick<TransferContext, 'root' | 'files'>,
  { file, text }: { readonly file: RepoPath; readonly text: string },
  content: RecordedContent,
  manifest?: () => DirectoryManifest,
): void {
  const place = absolutePath(context.root, file)
  const before = context.files.readText(place)
  const parsed = before === undefined ? undefined : parseDvcFile(before, file)
  const output = parsed?.outputs.find((one) => one.text === text)
  const recorded = output && manifest ? withKnownVersions(context, output, content, manifest) : content
  const rendered =
    parsed && output ? updateDvcFile(parsed, new Map([[text, recorded]])) : renderDvcFile(text, content, parsed)
  if (rendered !== before) context.files.writeAtomic(place, rendered)
}

function outputOf(step: PlannedAdd): RepoPath {
  return step.kind === 'whole' ? step.path : step.directory.output.path
}

/** Parts may be gone, which is recorded; but not everything, as where the data was never fetched. */
function refuseMissing(context: TransferContext, step: PlannedAdd): void {
  const output = absolutePath(context.root, outputOf(step))
  if (context.files.stat(output)) return
  const place = step.kind === 'whole' ? output : absolutePath(output, step.parts[0]!)
  const shown = shownPath(context.workingDirectory, output)
  throw new Failure('file-missing', `output '${shown}' does not exist: [Errno 2] No such file or directory: '${place}'`)
}
