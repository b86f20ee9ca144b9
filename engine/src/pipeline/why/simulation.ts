import type { RecordedContent, TrackedStage } from '../../data/index.ts'
import { compareStage } from '../compare-stage.ts'
import type { Stage } from '../definition/index.ts'
import { findEarlierRun } from '../earlier-run.ts'
import type { StageGraph } from '../graph.ts'
import { hasLegacy, type LockEntry } from '../lock-entry.ts'
import { needsRun } from '../needs-run.ts'
import { type PipelineCall, type PipelineContext, stagesByAddress } from '../pipeline-context.ts'
import { detailedReasons } from './detailed-reasons.ts'
import type { InsideRequest } from './directory-files.ts'
import { extentOf, isUnrecorded, withInflow } from './expected-stage.ts'
import type { ExplainedStage, Outlook, Reason } from './explanation.ts'
import { type Inflow, inflowOf, noInflow, type Producer } from './inflow.ts'
import { missingPlaces } from './missing-places.ts'
import { mayBeRemembered, outlookOf } from './outlook.ts'
import type { ComparedStage } from './reasons.ts'
import { sourceOutlook, sourceReasons } from './source-reasons.ts'

export interface SimulationRequest extends InsideRequest {
  readonly force: boolean
  readonly forceDownstream: boolean
  readonly allowMissing: boolean
  /** Whether remotes are asked for what is missing. */
  readonly pull: boolean
  readonly withoutRunCache: boolean
}

/** Goes through stages as `repro` would, producers first, and does nothing. Remembers what becomes of each. */
export class Simulation {
  readonly #context: PipelineContext
  readonly #graph: StageGraph<TrackedStage>
  readonly #request: SimulationRequest
  readonly #call: PipelineCall
  readonly #definitions: ReadonlyMap<string, Stage>
  readonly #explained = new Map<TrackedStage, ExplainedStage>()
  readonly #restored = new Map<string, RecordedContent>()
  readonly #forced = new Set<TrackedStage>()

  constructor(
    context: PipelineContext,
    graph: StageGraph<TrackedStage>,
    request: SimulationRequest,
    call: PipelineCall,
  ) {
    this.#context = context
    this.#graph = graph
    this.#request = request
    this.#call = call
    this.#definitions = stagesByAddress(context)
  }

  async visit(node: TrackedStage): Promise<ExplainedStage> {
    const isForced = this.#request.force || this.#forced.has(node)
    const stage = this.#definitions.get(node.address)
    const explained = stage ? await this.#stage(node, stage, isForced) : await this.#source(node, isForced)
    this.#explained.set(node, explained)
    if (this.#request.forceDownstream && explained.outlook.kind !== 'fresh')
      for (const next of this.#graph.consumersOf(node)) this.#forced.add(next)
    return explained
  }

  async #stage(node: TrackedStage, stage: Stage, isForced: boolean): Promise<ExplainedStage> {
    const seen = await compareStage(this.#context, stage, this.#call)
    const inflow = stage.isFrozen ? noInflow : await this.#inflow(node, stage, seen.entry)
    const compared = withInflow(stage, seen, inflow)
    const producers = this.#graph.producersOf(node)
    const needs = (allowMissing: boolean) =>
      needsRun(this.#context, stage, compared.changes, { allowMissing, producers })
    const situation = {
      isFrozen: stage.isFrozen,
      isForced,
      isChanged: needs(this.#request.allowMissing) || isUnrecorded(seen.entry, inflow),
      isPulled: this.#request.pull && !isForced && !needs(true),
      hasUnknownInputs: inflow.unknown.size > 0,
      missing: this.#request.pull ? [] : missingPlaces(stage, compared, inflow.unknown),
      blockedBy: inflow.reasons.flatMap(({ outlook, stage: address }) => (outlook.kind === 'blocked' ? [address] : [])),
    }
    const without = outlookOf(situation)
    if (without.kind === 'pull') this.#noteRestored(stage, seen.entry)
    const outlook = mayBeRemembered(situation, without)
      ? await this.#unlessRemembered(stage, compared, without)
      : without
    const reasons = await this.#reasons(stage, compared, { outlook, isForced, inflow })
    return this.#timed({ address: node.address, outlook, reasons, compared: extentOf(stage, seen.entry) })
  }

  /** What comes from the cache is changed for those after it; what is recorded as it is, is not. */
  async #inflow(node: TrackedStage, stage: Stage, entry: LockEntry | undefined): Promise<Inflow> {
    const producers = this.#graph.producersOf(node).flatMap((producer): Producer[] => {
      const explained = this.#explained.get(producer)
      return explained ? [{ ...explained, outputs: producer.outputs }] : []
    })
    // Hashes of today cannot be compared with those of DVC 2.
    const restored = hasLegacy(entry) ? new Map<string, RecordedContent>() : this.#restored
    return inflowOf(stage, producers, { cache: this.#context.cache, restored })
  }

  async #unlessRemembered(stage: Stage, compared: ComparedStage, otherwise: Outlook): Promise<Outlook> {
    if (this.#request.withoutRunCache) return otherwise
    const earlier = await findEarlierRun(this.#context, stage, compared, this.#call)
    if (!earlier) return otherwise
    this.#noteRestored(stage, earlier)
    return { kind: 'restore' }
  }

  #noteRestored({ outs }: Stage, entry: LockEntry | undefined): void {
    for (const { text, path } of outs) {
      const content = entry?.outs.find((locked) => locked.path === text)?.content
      if (content) this.#restored.set(path, content)
    }
  }

  async #reasons(
    stage: Stage,
    compared: ComparedStage,
    { outlook, isForced, inflow }: { readonly outlook: Outlook; readonly isForced: boolean; readonly inflow: Inflow },
  ): Promise<Reason[]> {
    if (outlook.kind === 'fresh') return []
    const own = await detailedReasons(this.#context, stage, compared, this.#request)
    return [...(isForced ? [{ kind: 'forced' } as const] : []), ...own, ...inflow.reasons]
  }

  async #source(node: TrackedStage, isForced: boolean): Promise<ExplainedStage> {
    const { reasons, missing } = await sourceReasons(this.#context, node, this.#request, this.#call)
    const isTouched = isForced || reasons.length > 0
    const outlook = sourceOutlook({ isTouched, isForced, missing, reasons, isPulled: this.#request.pull })
    if (outlook.kind === 'pull')
      for (const { path, recorded } of node.outputs) if (recorded) this.#restored.set(path, recorded)
    return { address: node.address, outlook, reasons: [...(isForced ? [{ kind: 'forced' } as const] : []), ...reasons] }
  }

  #timed(explained: ExplainedStage): ExplainedStage {
    const { attempts } = this.#context
    const seconds = explained.outlook.kind === 'run' ? attempts.lastDuration(explained.address) : undefined
    return { ...explained, ...(seconds === undefined ? {} : { seconds }) }
  }
}
