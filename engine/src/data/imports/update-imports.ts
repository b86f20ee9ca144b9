import { absolutePath, Failure, parentOf, shownPath, withoutPassword } from '../../foundation/base/index.ts'
import type { ValueMap } from '../../foundation/formats/index.ts'
import { ifStored } from '../../storage/index.ts'
import type { DvcFile } from '../dvc-file.ts'
import { outputState } from '../output-status.ts'
import { selectStages } from '../select-outputs.ts'
import { selectionOf } from '../selection.ts'
import type { RecordedContent } from '../tracked-stage.ts'
import { isChecksumChanged } from './checksum.ts'
import { urlDependency } from './import-file.ts'
import { destinationOf, type ImportExtent, shownSource } from './import-url.ts'
import { keepFromRepository, requestOf } from './keep-from-repository.ts'
import { keepFromUrl, stateFromUrl, withoutMode } from './keep-from-url.ts'
import type { RepositoryOrigin, UrlOrigin } from './origin.ts'
import { refuseUnsavedAt } from './place-import.ts'
import { writeImport } from './record-import.ts'
import { refuseForOthers } from './refuse-update.ts'
import type { ImportCall, ImportContext } from './source-repository.ts'
import type { SourceState } from './source-state.ts'
import { updateFromWorktree } from './update-from-worktree.ts'

export interface UpdateRequest {
  readonly targets: readonly string[]
  readonly isRecursive: boolean
  /** The branch, tag or commit to follow from now on. */
  readonly revision?: string
  readonly extent: Exclude<ImportExtent, 'no-exec'>
  readonly remote?: string
}

/** Brings imports to the present state of what they were taken from. */
export async function updateImports(context: ImportContext, request: UpdateRequest, call: ImportCall): Promise<void> {
  await context.lock.during(async () => {
    const stages = selectStages(context.stages(), selectionOf(context, request.targets, request.isRecursive))
    const others = stages.filter(({ kind }) => kind !== 'import')
    for (const stage of stages) if (stage.kind === 'import') await updateOne(context, stage as DvcFile, request, call)
    refuseForOthers(others, request)
    for (const stage of others) await updateFromWorktree(context, stage, call)
  })
}

function updateOne(context: ImportContext, stage: DvcFile, request: UpdateRequest, call: ImportCall): Promise<void> {
  if (stage.origin?.kind === 'repository') return updateFromRepository(context, stage, stage.origin, request, call)
  if (stage.origin?.kind === 'url') return updateFromUrl(context, stage, stage.origin, request, call)
  throw new Failure('unsupported', `'${stage.file}' was imported from a database, which sterna cannot reach yet.`, {
    hint: 'Use sterna update for this one.',
  })
}

async function updateFromRepository(
  context: ImportContext,
  stage: DvcFile,
  origin: RepositoryOrigin,
  request: UpdateRequest,
  call: ImportCall,
): Promise<void> {
  if (request.extent === 'to-remote')
    throw new Failure('usage', "Data imported from other DVC or Git repositories can't be updated with --to-remote")
  const revision = request.revision ?? origin.revision
  const { commit: _, revision: __, ...followed } = origin
  const state = requestOf({ ...followed, ...(revision === undefined ? {} : { revision }) })
  const commit = await context.sourceCommit(state)
  const dependency = withCommit(stage, request.revision, commit)
  const isMoved = commit !== origin.commit || (request.revision !== undefined && request.revision !== origin.revision)
  if (!isMoved && !(await isStale(context, stage, call))) return unchanged(context, stage, call)
  announce(context, stage, `${origin.path} (${withoutPassword(origin.url)})`, call)
  if (request.extent === 'no-download') return finish(context, stage, { dependency, content: undefined }, call)
  const source = await context.openSource(state)
  try {
    const content = await keepFromRepository(context, source, origin.path, call)
    return await finish(context, stage, { dependency, content }, call)
  } finally {
    source.close()
  }
}

async function updateFromUrl(
  context: ImportContext,
  stage: DvcFile,
  origin: UrlOrigin,
  request: UpdateRequest,
  call: ImportCall,
): Promise<void> {
  const base = absolutePath(
    context.root,
    `${parentOf(stage.file)}/${String(stage.value.get('wdir') ?? '.')}`.replace(/^\//, ''),
  )
  const source = { url: origin.url, base, ...(origin.storage && { storage: origin.storage }) }
  const [entry] = stage.value.get('deps') as ValueMap[]
  const isSame = async (state: SourceState | undefined) =>
    request.extent !== 'to-remote' && state?.value === origin.state && !(await isStale(context, stage, call))
  if (await isSame(await stateFromUrl(context, source, call))) return unchanged(context, stage, call)
  const kept = await keepFromUrl(context, source, destinationOf(request), call)
  const dependency = urlDependency({ url: origin.url }, kept.state, entry)
  const content = kept.content && withoutMode(kept.content)
  if (request.extent === 'to-remote') return recordSent(context, stage, { dependency, content }, call)
  if (await isSame(kept.state)) return unchanged(context, stage, call)
  announce(context, stage, shownSource(context, origin.url, base), call)
  return finish(context, stage, { dependency, content: request.extent === 'no-download' ? undefined : content }, call)
}

/** Whether the import itself differs from what its file says, whatever its source does. */
async function isStale(context: ImportContext, stage: DvcFile, call: ImportCall): Promise<boolean> {
  if (isChecksumChanged(stage.value)) return true
  for (const output of stage.outputs) if (await outputState(context, output, call)) return true
  return false
}

interface Updated {
  readonly dependency: ValueMap
  readonly content: RecordedContent | undefined
}

async function finish(context: ImportContext, stage: DvcFile, updated: Updated, call: ImportCall): Promise<void> {
  const [output] = stage.outputs
  await refuseUnsavedAt(context, output!.path, call)
  const change = updated.content ? 'place' : 'remove'
  const mayGiveWay = ifStored(context.hashes, context.cache)
  const target = { file: stage.file, output: output!.path, before: stage, mayGiveWay }
  const checksum = updated.content ? 'new' : 'with-old-data'
  await writeImport(context, target, { ...updated, name: output!.text, checksum }, change, call)
}

/** The workspace is left as it is, and so is the checksum, as DVC does it. */
async function recordSent(context: ImportContext, stage: DvcFile, updated: Updated, call: ImportCall): Promise<void> {
  const [output] = stage.outputs
  const target = { file: stage.file, output: output!.path, before: stage }
  await writeImport(context, target, { ...updated, name: output!.text, checksum: 'kept' }, 'leave', call)
}

function withCommit(stage: DvcFile, revision: string | undefined, commit: string): ValueMap {
  const [entry] = stage.value.get('deps') as ValueMap[]
  const repo: ValueMap = new Map(entry!.get('repo') as ValueMap)
  if (revision !== undefined) repo.set('rev', revision)
  repo.set('rev_lock', commit)
  return new Map(entry).set('repo', repo)
}

function unchanged(context: ImportContext, stage: DvcFile, call: ImportCall): void {
  call.report({
    kind: 'import-unchanged',
    stage: shownPath(context.workingDirectory, absolutePath(context.root, stage.file)),
  })
}

function announce(context: ImportContext, stage: DvcFile, from: string, call: ImportCall): void {
  const to = shownPath(context.workingDirectory, absolutePath(context.root, stage.outputs[0]!.path))
  call.report({ kind: 'importing', from, to })
}
