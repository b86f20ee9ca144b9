import { refuseClaimed } from '../data/index.ts'
import { type AbsolutePath, absolutePath } from '../foundation/base/index.ts'
import { isDirectoryHash, type Links, openLinks, placeFiles, placeObject, readManifest } from '../storage/index.ts'
import type { Stage } from './definition/index.ts'
import type { LockEntry } from './lock-entry.ts'
import { currentInputs, hideOutputs, keepOutputs } from './new-entry.ts'
import { observeStage } from './observe.ts'
import type { PipelineCall, PipelineContext, StageDecision } from './pipeline-context.ts'
import { findRun, saveRun } from './run-cache.ts'
import { runCommands } from './run-stage.ts'
import { setAsideOutputs } from './set-aside.ts'
import { commandLines } from './shell-command.ts'
import { isChanged, stageChanges } from './stage-changes.ts'
import { recordEntry } from './write-lock.ts'

export interface StageRequest {
  readonly force: boolean
  readonly dry: boolean
  readonly withoutRunCache: boolean
  readonly withoutCommit: boolean
  /** Data that is nowhere to be found does not count as a change. */
  readonly allowMissing: boolean
}

export interface StageOutcome {
  readonly decision: StageDecision
  /** Files that belong into Git's next commit. */
  readonly changed: readonly AbsolutePath[]
}

/** Brings one stage up to date: leaves it, puts outputs of an earlier run back, or runs its command. */
export async function reproduceStage(
  context: PipelineContext,
  stage: Stage,
  request: StageRequest,
  call: PipelineCall,
): Promise<StageOutcome> {
  const entry = context.locked(stage.file).get(stage.name)
  if (stage.isFrozen)
    call.report({
      kind: 'warning',
      text: `stage: '${stage.address}' is frozen. Its dependencies are not going to be reproduced.`,
    })
  const isFresh = !request.force && !(await needsRun(context, stage, entry, request, call))
  if (isFresh) return told(stage, { kind: 'fresh', isSource: false }, call)
  if (stage.isFrozen) return verify(context, stage, request, call)
  const restored = request.force || request.withoutRunCache ? undefined : await restorable(context, stage, entry, call)
  if (restored) return restore(context, stage, restored, request, call)
  return run(context, stage, request, call)
}

async function needsRun(
  context: PipelineContext,
  stage: Stage,
  entry: LockEntry | undefined,
  request: StageRequest,
  call: PipelineCall,
): Promise<boolean> {
  const changes = stageChanges(stage, await observeStage(context, stage, entry, call), entry)
  if (!request.allowMissing) return isChanged(changes)
  const isThere = ([, change]: [string, unknown]) => change !== 'deleted' && change !== 'not in cache'
  return isChanged({
    ...changes,
    deps: new Map([...changes.deps].filter(isThere)),
    outs: new Map([...changes.outs].filter(isThere)),
  })
}

function told(stage: Stage, decision: StageDecision, call: PipelineCall): StageOutcome {
  call.report({ kind: 'stage-decided', stage: stage.address, decision })
  return { decision, changed: [] }
}

/** A frozen stage's outputs are taken as they are. */
async function verify(
  context: PipelineContext,
  stage: Stage,
  request: StageRequest,
  call: PipelineCall,
): Promise<StageOutcome> {
  const outcome = told(stage, { kind: 'verify', isSource: false }, call)
  if (request.dry) return outcome
  return finish(context, stage, outcome.decision, request, call)
}

/** The recorded state, if only outputs have gone, or else a remembered run with the present inputs. */
async function restorable(
  context: PipelineContext,
  stage: Stage,
  entry: LockEntry | undefined,
  call: PipelineCall,
): Promise<LockEntry | undefined> {
  const inputs = await inputsOrUndefined(context, stage, call)
  return (
    (inputs && (await recordedRun(context, stage, entry, inputs))) || (inputs && findRun(context, stage, inputs, call))
  )
}

async function inputsOrUndefined(context: PipelineContext, stage: Stage, call: PipelineCall) {
  const isThere = stage.deps.every(
    (dependency) => dependency.kind !== 'file' || context.files.stat(absolutePath(context.root, dependency.path)),
  )
  const hasParams = stage.params.every(({ path }) => context.files.stat(absolutePath(context.root, path)))
  if (!isThere || !hasParams) return undefined
  try {
    return await currentInputs(context, stage, call)
  } catch {
    return undefined
  }
}

async function recordedRun(
  context: PipelineContext,
  stage: Stage,
  entry: LockEntry | undefined,
  inputs: Pick<LockEntry, 'cmd' | 'deps' | 'params'>,
): Promise<LockEntry | undefined> {
  if (!entry || entry.outs.length === 0) return undefined
  const changes = stageChanges(stage, await observeStage(context, stage, entry, quiet), entry)
  if (changes.deps.size > 0 || changes.isAlwaysChanged || changes.isCommandChanged) return undefined
  const missing = await context.cache.missing(
    entry.outs.flatMap(({ content }) => (content ? [content.hash] : ['none'])),
  )
  return missing.length === 0 ? { ...entry, ...inputs } : undefined
}

const quiet: PipelineCall = { report: () => undefined, signal: new AbortController().signal }

async function restore(
  context: PipelineContext,
  stage: Stage,
  entry: LockEntry,
  request: StageRequest,
  call: PipelineCall,
): Promise<StageOutcome> {
  const outcome = told(stage, { kind: 'restore' }, call)
  if (request.dry) return outcome
  for (const output of stage.outs) {
    const content = entry.outs.find(({ path }) => path === output.text)?.content
    if (content)
      await place(
        context,
        output.isCached ? context.links : openLinks(context.cache, ['copy']),
        absolutePath(context.root, output.path),
        content,
        call,
      )
  }
  return finish(context, stage, outcome.decision, request, call)
}

async function place(
  context: PipelineContext,
  links: Links,
  target: AbsolutePath,
  content: { hash: string; isExecutable?: boolean },
  call: PipelineCall,
): Promise<void> {
  const seen = await context.hashes.observe(target, {}, call)
  if (seen.kind !== 'missing' && seen.hash === content.hash) return
  context.files.remove(target)
  if (!isDirectoryHash(content.hash))
    return placeObject(links, content.hash, target, content.isExecutable ? { isExecutable: true } : {})
  const manifest = readManifest((await context.cache.read(content.hash))!, content.hash)
  context.files.makeDirectory(target)
  await placeFiles(
    links,
    target,
    new Map(manifest.relpaths.map((file, index) => [file, manifest.hashes[index]!])),
    call,
  )
  context.hashes.noteWritten(target, manifest)
}

async function run(
  context: PipelineContext,
  stage: Stage,
  request: StageRequest,
  call: PipelineCall,
): Promise<StageOutcome> {
  const outcome = told(stage, { kind: 'run', isDry: request.dry }, call)
  if (request.dry) {
    for (const line of commandLines(stage.cmd)) call.report({ kind: 'command', stage: stage.address, line })
    return outcome
  }
  const inputs = await currentInputs(context, stage, call)
  const claims = claimsOf(context, stage)
  await refuseClaimed(
    context,
    {
      read: stage.deps.flatMap((dependency) => (dependency.kind === 'file' ? [dependency.path] : [])),
      write: stage.outs.map(({ path }) => path),
    },
    call,
  )
  const aside = setAsideOutputs(context, stage)
  try {
    await context.pathLocks.during(claims, () => context.lock.lentOut(() => runCommands(context, stage, call)))
  } catch (error) {
    aside.putBack()
    throw error
  }
  const finished = await finish(context, stage, outcome.decision, request, call, inputs)
  aside.discard()
  return finished
}

function claimsOf(context: PipelineContext, stage: Stage) {
  const read = stage.deps.flatMap((dependency) =>
    dependency.kind === 'file' ? [absolutePath(context.root, dependency.path)] : [],
  )
  const write = stage.outs.map(({ path }) => absolutePath(context.root, path))
  return { read: [...read, ...write], write }
}

/** Records what is now true: outputs kept and hidden from Git, the run remembered, the lock file written. */
async function finish(
  context: PipelineContext,
  stage: Stage,
  decision: StageDecision,
  request: StageRequest,
  call: PipelineCall,
  before?: Pick<LockEntry, 'cmd' | 'deps' | 'params'>,
): Promise<StageOutcome> {
  const inputs = before ?? (await currentInputs(context, stage, call))
  const hidden = hideOutputs(context, stage)
  const entry = await keepOutputs(context, stage, inputs, request, call)
  if (!request.withoutCommit) await saveRun(context, stage, entry, call)
  return { decision, changed: [...hidden, ...recordEntry(context, stage, entry, call)] }
}
