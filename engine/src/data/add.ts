import * as path from 'node:path'
import { type AbsolutePath, absolutePath, type RepoPath, repoPath } from '../foundation/base/index.ts'
import { keepPath, type ObservedDirectory, type ObservedFile } from '../storage/index.ts'
import type { AddRequest } from './add-request.ts'
import { addTargets } from './add-targets.ts'
import { type DataCall, type DataContext, observePath, refuseClaimed, stageChanges } from './data-context.ts'
import { type DvcFile, parseDvcFile, renderDvcFile } from './dvc-file.ts'
import { ignoredInside } from './dvc-ignore.ts'
import { hideFromGit, refuseTrackedByGit, showToGit } from './git-ignore-files.ts'
import { refuseOverlap } from './overlaps.ts'
import type { RecordedContent } from './tracked-stage.ts'

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
export async function addData(context: DataContext, request: AddRequest, call: DataCall): Promise<AddResult> {
  return context.lock.during(async () => {
    const targets = addTargets(context, request)
    for (const target of targets) refuseOverlap(context.stages(), { path: target, file: dvcFileOf(target) })
    const absolute = targets.map((target) => absolutePath(context.root, target))
    refuseTrackedByGit(context, absolute, (output) => path.relative(context.root, output))
    await refuseClaimed(context, { write: targets }, call)
    const outputs: AddedOutput[] = []
    const changed = new Set<AbsolutePath>()
    for (const target of targets) outputs.push(await addOne(context, request, target, changed, call))
    context.hashes.save()
    context.placed.save()
    context.forgetStages()
    return { outputs, changed: [...changed], isStaged: stageChanges(context, [...changed]) }
  })
}

async function addOne(
  context: DataContext,
  request: AddRequest,
  target: RepoPath,
  changed: Set<AbsolutePath>,
  call: DataCall,
): Promise<AddedOutput> {
  const absolute = absolutePath(context.root, target)
  const hiding = hideFromGit(context, [absolute])
  for (const file of hiding) changed.add(file)
  try {
    const seen = await keep(context, request, target, call)
    const content = contentOf(seen)
    const file = dvcFileOf(target)
    writeDvcFile(context, file, path.posix.basename(target), content)
    changed.add(absolutePath(context.root, file))
    context.placed.note(target, content.hash)
    return { path: target, file, content }
  } catch (error) {
    if (hiding.length > 0 && !context.files.stat(absolutePath(context.root, dvcFileOf(target))))
      showToGit(context, [absolute])
    throw error
  }
}

async function keep(
  context: DataContext,
  request: AddRequest,
  target: RepoPath,
  call: DataCall,
): Promise<ObservedFile | ObservedDirectory> {
  if (request.withoutCommit) return (await observePath(context, target, call)) as ObservedFile | ObservedDirectory
  const rules = ignoredInside(context.dvcIgnore, context.root, target)
  return keepPath(context, absolutePath(context.root, target), { ...rules, withoutRelink: request.withoutRelink }, call)
}

/** What is recorded of a path that has been looked at. */
export function contentOf(seen: ObservedFile | ObservedDirectory): RecordedContent {
  if (seen.kind === 'directory') return { hash: seen.hash, bytes: seen.bytes, files: seen.files }
  return { hash: seen.hash, bytes: seen.bytes, ...(seen.isExecutable ? { isExecutable: true } : {}) }
}

function writeDvcFile(context: DataContext, file: RepoPath, name: string, content: RecordedContent): void {
  const absolute = absolutePath(context.root, file)
  const before = context.files.readText(absolute)
  const parsed: DvcFile | undefined = before === undefined ? undefined : parseDvcFile(before, file)
  const text = renderDvcFile(name, content, parsed)
  if (text !== before) context.files.writeAtomic(absolute, text)
}

function dvcFileOf(target: RepoPath): RepoPath {
  return repoPath(`${target}.dvc`)
}
