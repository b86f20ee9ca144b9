import type { TrackedStage } from '../data/index.ts'
import { type AbsolutePath, Failure } from '../foundation/base/index.ts'
import type { Stage } from './definition/index.ts'
import type { StageGraph } from './graph.ts'
import { NotStarted } from './parallel/index.ts'
import { type PipelineCall, type PipelineContext, type StageDecision, stagesByAddress } from './pipeline-context.ts'
import { reachable } from './plan.ts'
import { reproduceStage, type StageRequest } from './reproduce-stage.ts'
import { verifySource } from './verify-source.ts'

export interface WalkRequest extends StageRequest {
  /** Run everything that follows a stage that ran, changed or not. */
  readonly forceDownstream: boolean
  /** What happens after a failure: stop; go on with what does not depend on it; or go on as if nothing was. */
  readonly onFailure: 'stop' | 'keep-going' | 'ignore'
}

export interface StageResult {
  readonly stage: string
  readonly decision: StageDecision | { readonly kind: 'failed'; readonly cause: string } | { readonly kind: 'skipped' }
}

/** One pass over the planned stages; remembers who ran and who failed. */
export class ReproduceWalk {
  readonly results: StageResult[] = []
  readonly changed = new Set<AbsolutePath>()
  readonly failed: string[] = []
  readonly #context: PipelineContext
  readonly #request: WalkRequest
  readonly #graph: StageGraph<TrackedStage>
  readonly #call: PipelineCall
  readonly #definitions: ReadonlyMap<string, Stage>
  readonly #forced = new Set<TrackedStage>()
  readonly #skipped = new Set<TrackedStage>()

  constructor(context: PipelineContext, request: WalkRequest, graph: StageGraph<TrackedStage>, call: PipelineCall) {
    this.#context = context
    this.#request = request
    this.#graph = graph
    this.#call = call
    this.#definitions = stagesByAddress(context)
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
    const force = this.#request.force || this.#forced.has(node)
    const request = { ...this.#request, force, producers: this.#graph.producersOf(node) }
    const stage = this.#definitions.get(node.address)
    const { decision, changed } = stage
      ? await reproduceStage(this.#context, stage, request, this.#call)
      : await verifySource(this.#context, node, request, this.#call)
    for (const file of changed) this.changed.add(file)
    this.results.push({ stage: node.address, decision })
    if (decision.kind !== 'fresh' && decision.kind !== 'pull') {
      this.#call.report({ kind: 'stage-finished', stage: node.address })
      if (this.#request.forceDownstream) for (const next of this.#graph.consumersOf(node)) this.#forced.add(next)
    }
  }

  #takeFailure(node: TrackedStage, error: unknown): void {
    if (error instanceof NotStarted)
      return void this.results.push({ stage: node.address, decision: { kind: 'skipped' } })
    if (!(error instanceof Failure) || error.code === 'interrupted') throw error
    this.results.push({ stage: node.address, decision: { kind: 'failed', cause: error.message } })
    if (this.#request.onFailure === 'stop') {
      this.#context.hashes.save()
      throw stageFailed(node, error)
    }
    const isIgnored = this.#request.onFailure === 'ignore'
    const skipped = isIgnored ? [] : this.#skipAllAfter(node)
    if (!isIgnored) this.failed.push(node.address)
    this.#call.report({ kind: 'stage-failed', stage: node.address, cause: error.message, skipped, isIgnored })
  }

  #skipAllAfter(node: TrackedStage): string[] {
    const after = [...reachable([node], this.#graph.consumersOf)].filter((next) => next !== node)
    for (const next of after) this.#skipped.add(next)
    return after.map(({ address }) => address)
  }
}

function stageFailed({ address }: TrackedStage, error: Failure): Failure {
  return new Failure('stage-failed', `failed to reproduce '${address}': ${error.message}`, {
    cause: error,
    ...(error.hint ? { hint: error.hint } : {}),
  })
}

/** The failure of a run that went on after stages had failed. */
export function stagesFailed(failed: readonly string[]): Failure {
  const names = failed.map((name) => `'${name}'`)
  if (names.length === 1) return new Failure('stage-failed', `failed to reproduce ${names[0]}`)
  return new Failure('stage-failed', `failed to reproduce stages: ${names.slice(0, -1).join(', ')} and ${names.at(-1)}`)
}
