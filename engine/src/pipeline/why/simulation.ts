import type { RecordedContent, TrackedStage } from '../../data/index.ts'
import { compareStage } from '../compare-stage.ts'
import type { Stage } from '../definition/index.ts'
import { findEarlierRun } from '../earlier-run.ts'
import type { StageGraph } from '../graph.ts'
import { hasLegacy, type LockEntry } from '../lock-entry.ts'
import { lockFileOf, type PipelineCall, type PipelineContext, stagesByAddress } from '../pipeline-context.ts'
import { needsRun } from '../reproduce-stage.ts'
import { stageChanges } from '../stage-changes.ts'
import { detailedReasons } from './detailed-reasons.ts'
import type { InsideRequest } from './directory-files.ts'
import type { Compared, ExplainedStage, Outlook, Reason } from './explanation.ts'
import { type Inflow, inflowOf, noInflow, type Producer } from './inflow.ts'
import { missingInputs, missingOutputs } from './missing-places.ts'
import { mayBeRemembered, outlookOf } from './outlook.ts'
import type { ComparedStage } from './reasons.ts'
import { sourceReasons } from './source-reasons.ts'

export interface SimulationRequest extends InsideRequest {
  readonly force: boolean
  readonly forceDownstream: boolean
  readonly allowMissing: boolean
  readonly withoutRunCache: boolean
  /** How many seconds a stage took the last time, where that is known. */
  durationOf?(address: string): number | undefined
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
    const situation = {
      isFrozen: stage.isFrozen,
      isForced,
      isChanged: needsRun(compared.changes, this.#request) || isUnrecorded(seen.entry, inflow),
      hasUnknownInputs: inflow.unknown.size > 0,
      missing: stage.isFrozen ? missingOutputs(stage, compared) : missingInputs(stage, compared, inflow.unknown),
      blockedBy: inflow.reasons.flatMap(({ outlook, stage: address }) => (outlook.kind === 'blocked' ? [address] : [])),
    }
    const without = outlookOf(situation)
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
    for (const { text, path } of stage.outs) {
      const content = earlier.outs.find((locked) => locked.path === text)?.content
      if (content) this.#restored.set(path, content)
    }
    return { kind: 'restore' }
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
    const kept: Outlook = isTouched ? { kind: 'record' } : { kind: 'fresh' }
    const outlook: Outlook = isTouched && missing.length > 0 ? { kind: 'blocked', missing } : kept
    return { address: node.address, outlook, reasons: [...(isForced ? [{ kind: 'forced' } as const] : []), ...reasons] }
  }

  #timed(explained: ExplainedStage): ExplainedStage {
    const seconds = explained.outlook.kind === 'run' ? this.#request.durationOf?.(explained.address) : undefined
    return { ...explained, ...(seconds === undefined ? {} : { seconds }) }
  }
}

/** The stage as it will be when it is its turn; of what nobody knows yet no difference is told. */
function withInflow(stage: Stage, seen: ComparedStage, { known, unknown }: Inflow): ComparedStage {
  const state = known.size > 0 ? { ...seen.state, deps: new Map([...seen.state.deps, ...known]) } : seen.state
  const changes = known.size > 0 ? stageChanges(stage, state, seen.entry) : seen.changes
  const deps = new Map([...changes.deps].filter(([text]) => !unknown.has(text)))
  return { entry: seen.entry, state, changes: { ...changes, deps } }
}

/** Whatever will come of an input of which nothing is recorded, it is a change. */
function isUnrecorded(entry: LockEntry | undefined, { unknown }: Inflow): boolean {
  const isRecorded = (text: string) => entry?.params.has(text) || entry?.deps.some(({ path }) => path === text)
  return [...unknown].some((text) => !isRecorded(text))
}

function extentOf(stage: Stage, entry: LockEntry | undefined): Compared {
  const values = stage.params.map(({ text }) => entry?.params.get(text)?.size ?? 0)
  return {
    lockFile: lockFileOf(stage.file),
    deps: stage.deps.length,
    params: values.reduce((sum, count) => sum + count, 0),
    outs: stage.outs.length,
  }
}
