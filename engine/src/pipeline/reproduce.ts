import {
  commitSource,
  outputState,
  selectionOf,
  selectStages,
  stageChanges as stageInGit,
  type TrackedStage,
} from '../data/index.ts'
import { type AbsolutePath, absolutePath, Failure, type RepoPath } from '../foundation/base/index.ts'
import type { Stage } from './definition/index.ts'
import { buildGraph, type StageGraph } from './graph.ts'
import type { PipelineCall, PipelineContext, StageDecision } from './pipeline-context.ts'
import { planScope, planStages, reachable } from './plan.ts'
import { reproduceStage, type StageRequest } from './reproduce-stage.ts'

export interface ReproduceRequest extends StageRequest {
  readonly targets: readonly string[]
  readonly singleItem: boolean
  readonly downstream: boolean
  readonly pipeline: boolean
  readonly allPipelines: boolean
  readonly isRecursive: boolean
  /** Run everything that follows a stage that ran, changed or not. */
  readonly forceDownstream: boolean
  /** What happens after a failure: stop; go on with what does not depend on it; or go on as if nothing was. */
  readonly onFailure: 'stop' | 'keep-going' | 'ignore'
}

export interface StageResult {
  readonly stage: string
  readonly decision: StageDecision | { readonly kind: 'failed'; readonly cause: string } | { readonly kind: 'skipped' }
}

export interface ReproduceResult {
  readonly stages: readonly StageResult[]
  readonly changed: readonly AbsolutePath[]
  readonly isStaged: boolean
  /** Stages that failed, when the run went on after them. */
  readonly failed: readonly string[]
}

/** Brings the wanted stages and what they depend on up to date, running only what has changed. */
export async function reproduce(
  context: PipelineContext,
  request: ReproduceRequest,
  call: PipelineCall,
): Promise<ReproduceResult> {
  return context.lock.during(async () => {
    const graph = buildGraph(context.stages())
    const planned = planStages(graph, { targets: chosenStages(context, request), scope: planScope(request) })
    const walk = new ReproduceWalk(context, request, graph, call)
    for (const node of planned) await walk.visit(node)
    context.hashes.save()
    context.placed.save()
    context.complete.save()
    context.forgetStages()
    return {
      stages: walk.results,
      changed: [...walk.changed],
      failed: walk.failed,
      isStaged: stageInGit(context, [...walk.changed]),
    }
  })
}

function chosenStages(context: PipelineContext, request: ReproduceRequest): TrackedStage[] {
  const selection = selectionOf(context, request.targets, request.isRecursive)
  const { defaultFile } = selection
  if (request.targets.length > 0)
    return request.targets.flatMap((target) => selectStages(context.stages(), { ...selection, targets: [target] }))
  if (request.allPipelines) return [...context.stages()]
  const own = context.stages().filter(({ file }) => file === defaultFile)
  if (own.length > 0 || context.files.stat(absolutePath(context.root, defaultFile))) return own
  throw new Failure('file-missing', `'${absolutePath(context.root, defaultFile)}' does not exist`, {
    hint: 'To make a stage: sterna stage add -n NAME -d INPUT -o OUTPUT COMMAND',
  })
}

/** One pass over the planned stages; remembers who ran and who failed. */
class ReproduceWalk {
  readonly results: StageResult[] = []
  readonly changed = new Set<AbsolutePath>()
  readonly failed: string[] = []
  readonly #context: PipelineContext
  readonly #request: ReproduceRequest
  readonly #graph: StageGraph<TrackedStage>
  readonly #call: PipelineCall
  readonly #definitions: ReadonlyMap<string, Stage>
  readonly #forced = new Set<TrackedStage>()
  readonly #skipped = new Set<TrackedStage>()

  constructor(
    context: PipelineContext,
    request: ReproduceRequest,
    graph: StageGraph<TrackedStage>,
    call: PipelineCall,
  ) {
    this.#context = context
    this.#request = request
    this.#graph = graph
    this.#call = call
    this.#definitions = new Map(
      context
        .definitions()
        .flatMap(({ stages }) => stages)
        .map((stage) => [stage.address, stage]),
    )
  }

  async visit(node: TrackedStage): Promise<void> {
    if (this.#call.signal.aborted) throw new Failure('interrupted', 'interrupted by the user')
    if (this.#skipped.has(node)) {
      this.results.push({ stage: node.address, decision: { kind: 'skipped' } })
      return
    }
    try {
      await this.#bringUpToDate(node)
    } catch (error) {
      this.#takeFailure(node, error)
    }
  }

  async #bringUpToDate(node: TrackedStage): Promise<void> {
    const request = { ...this.#request, force: this.#request.force || this.#forced.has(node) }
    const stage = this.#definitions.get(node.address)
    const { decision, changed } = stage
      ? await reproduceStage(this.#context, stage, request, this.#call)
      : await verifySource(this.#context, node, request, this.#call)
    for (const file of changed) this.changed.add(file)
    this.results.push({ stage: node.address, decision })
    if (decision.kind !== 'fresh') {
      this.#call.report({ kind: 'stage-finished', stage: node.address })
      if (this.#request.forceDownstream) for (const next of this.#graph.consumersOf(node)) this.#forced.add(next)
    }
  }

  #takeFailure(node: TrackedStage, error: unknown): void {
    if (!(error instanceof Failure) || error.code === 'interrupted') throw error
    this.results.push({ stage: node.address, decision: { kind: 'failed', cause: error.message } })
    if (this.#request.onFailure === 'stop') {
      this.#context.hashes.save()
      throw new Failure('stage-failed', `failed to reproduce '${node.address}': ${error.message}`, {
        cause: error,
        ...(error.hint ? { hint: error.hint } : {}),
      })
    }
    const isIgnored = this.#request.onFailure === 'ignore'
    const after = isIgnored ? [] : [...reachable([node], this.#graph.consumersOf)].filter((next) => next !== node)
    for (const next of after) this.#skipped.add(next)
    if (!isIgnored) this.failed.push(node.address)
    this.#call.report({
      kind: 'stage-failed',
      stage: node.address,
      cause: error.message,
      skipped: after.map(({ address }) => address),
      isIgnored,
    })
  }
}

/** Data that somebody put there: nothing to run, but a change is recorded. */
async function verifySource(context: PipelineContext, node: TrackedStage, request: StageRequest, call: PipelineCall) {
  const isFresh = !request.force && (await isUnchanged(context, node, request, call))
  const decision: StageDecision = isFresh ? { kind: 'fresh', isSource: true } : { kind: 'verify', isSource: true }
  call.report({ kind: 'stage-decided', stage: node.address, decision })
  if (isFresh || request.dry) return { decision, changed: [] }
  refuseMissingSource(context, node)
  await commitSource(context, context.sources().find(({ file }) => file === node.file)!, call)
  return { decision, changed: [absolutePath(context.root, node.file)] }
}

async function isUnchanged(
  context: PipelineContext,
  node: TrackedStage,
  request: StageRequest,
  call: PipelineCall,
): Promise<boolean> {
  for (const output of node.outputs) {
    const state = await outputState(context, output, call)
    const isMissing = state === 'deleted' || state === 'not in cache'
    if (state !== undefined && !(request.allowMissing && isMissing)) return false
  }
  return true
}

function refuseMissingSource(context: PipelineContext, node: TrackedStage): void {
  const missing: RepoPath[] = node.outputs
    .map(({ path }) => path)
    .filter((path) => !context.files.stat(absolutePath(context.root, path)))
  if (missing.length === 0) return
  throw new Failure(
    'missing-data',
    `missing data '${missing.length > 1 ? 'sources' : 'source'}': ${missing.join(', ')}`,
    { hint: 'To get it from the cache: sterna checkout. From a remote: sterna pull.' },
  )
}
