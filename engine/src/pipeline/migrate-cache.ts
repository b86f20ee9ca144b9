import {
  type DvcFile,
  legacyOutputs,
  type RecordedContent,
  stageChanges,
  type Translation,
  translateLegacy,
  updateDvcFile,
} from '../data/index.ts'
import { type AbsolutePath, absolutePath, type RepoPath } from '../foundation/base/index.ts'
import { type ContentHash, legacyAreaOf, migrateObjects, objectsToMigrate } from '../storage/index.ts'
import type { Stage } from './definition/index.ts'
import { hasLegacy, type LockEntry, type LockedFile } from './lock-entry.ts'
import { lockFileOf, type PipelineCall, type PipelineContext } from './pipeline-context.ts'
import { saveRun } from './run-cache.ts'
import { recordEntry } from './write-lock.ts'

export interface MigrateRequest {
  /** Also rewrite what stage files record of data from before DVC 3.0. */
  readonly withStageFiles: boolean
  /** Only look. */
  readonly isDry: boolean
}

export interface MigrateResult {
  /** Objects brought into the area of today; when dry, all that are in the old one. */
  readonly objects: number
  readonly corrupt: readonly ContentHash[]
  /** Stage files that have something to rewrite, a pipeline with its lock file. */
  readonly stageFiles: readonly string[]
  readonly changed: readonly AbsolutePath[]
  readonly isStaged: boolean
  /** Paths that stay as they are, because their data is neither in the cache nor in the workspace. */
  readonly left: readonly RepoPath[]
}

/** Brings the cache of DVC before 3.0, and if wanted what stage files say, to the form of today. Nothing is removed. */
export async function migrateCache(
  context: PipelineContext,
  request: MigrateRequest,
  call: PipelineCall,
): Promise<MigrateResult> {
  const area = legacyAreaOf(context.cache)!
  const old = request.withStageFiles ? findLegacy(context) : { sources: [], stages: [] }
  const stageFiles = namesOf(old)
  const nothing = { corrupt: [], stageFiles, changed: [], isStaged: false, left: [] }
  if (request.isDry) return { ...nothing, objects: (await objectsToMigrate(area)).length }
  return context.lock.during(async () => {
    const { count, names, corrupt } = await migrateObjects(area, context.cache, call)
    const rewriting: Rewriting = { context, translation: { area, names }, call, changed: new Set(), left: [] }
    for (const source of old.sources) await rewriteSource(rewriting, source)
    for (const { stage, entry } of old.stages) await rewriteEntry(rewriting, stage, entry)
    context.forgetStages()
    context.hashes.save()
    const changed = [...rewriting.changed]
    return {
      ...nothing,
      objects: count,
      corrupt,
      changed,
      isStaged: stageChanges(context, changed),
      left: rewriting.left,
    }
  })
}

interface Legacy {
  readonly sources: readonly DvcFile[]
  readonly stages: readonly { readonly stage: Stage; readonly entry: LockEntry }[]
}

interface Rewriting {
  readonly context: PipelineContext
  readonly translation: Translation
  readonly call: PipelineCall
  readonly changed: Set<AbsolutePath>
  readonly left: RepoPath[]
}

function findLegacy(context: PipelineContext): Legacy {
  const stages = context.definitions().flatMap(({ stages: some }) => some)
  return {
    sources: context.sources().filter((source) => legacyOutputs(source).length > 0),
    stages: stages.flatMap((stage) => {
      const entry = context.locked(stage.file).get(stage.name)
      return hasLegacy(entry) ? [{ stage, entry }] : []
    }),
  }
}

function isOld({ isLegacy, content }: LockedFile): boolean {
  return isLegacy && content !== undefined
}

function namesOf({ sources, stages }: Legacy): string[] {
  const pipelines = new Set(stages.map(({ stage }) => `${stage.file} (${lockFileOf(stage.file)})`))
  return [...sources.map(({ file }) => file), ...pipelines].sort()
}

async function rewriteSource({ context, translation, call, changed, left }: Rewriting, source: DvcFile): Promise<void> {
  const contents = new Map<string, RecordedContent>()
  for (const output of legacyOutputs(source)) {
    const content = await translateLegacy(context, translation, output.recorded!, output, call)
    if (content) contents.set(output.text, content)
    else left.push(output.path)
  }
  if (contents.size === 0) return
  const file = absolutePath(context.root, source.file)
  context.files.writeAtomic(file, updateDvcFile(source, contents))
  changed.add(file)
}

async function rewriteEntry(rewriting: Rewriting, stage: Stage, entry: LockEntry): Promise<void> {
  const { context, call, changed } = rewriting
  const deps = await rewriteFiles(
    rewriting,
    entry.deps,
    stage.deps.flatMap((one) => (one.kind === 'file' ? [one] : [])),
  )
  const outs = await rewriteFiles(rewriting, entry.outs, stage.outs)
  const rewritten = { ...entry, deps, outs }
  if ([...deps, ...outs].every((file) => !isOld(file))) await saveRun(context, stage, rewritten, call)
  for (const file of recordEntry(context, stage, rewritten, call)) changed.add(file)
}

interface Declared {
  readonly text: string
  readonly path: string
  readonly isCached?: boolean
}

async function rewriteFiles(
  { context, translation, call, left }: Rewriting,
  locked: readonly LockedFile[],
  declared: readonly Declared[],
): Promise<LockedFile[]> {
  const rewritten: LockedFile[] = []
  for (const file of locked) {
    const found = declared.find(({ text }) => text === file.path)
    const path = found?.path as RepoPath | undefined
    const content =
      path !== undefined && isOld(file)
        ? await translateLegacy(context, translation, file.content!, { path, isCached: found?.isCached ?? false }, call)
        : undefined
    if (path !== undefined && isOld(file) && !content) left.push(path)
    rewritten.push(content ? { ...file, content, isLegacy: false } : file)
  }
  return rewritten
}
