import { bringOutputs, checkoutLocked, type TrackedStage } from '../../data/index.ts'
import { Failure } from '../../foundation/base/index.ts'
import {
  type PipelineCall,
  plainReproduction,
  type ReproduceRequest,
  type ReproduceResult,
  reproduce,
} from '../../pipeline/index.ts'
import { openView, workspaceName } from '../../revisions/index.ts'
import type { MeasuredProject } from '../bisection-context.ts'
import { type Metric, makerOf, metricIn } from './metric.ts'
import type { Measurement } from './variant.ts'

export interface TreeMeasuring {
  /** The person's own project, which knows remotes. */
  readonly home: MeasuredProject
  readonly metric: Metric
  /** Run it anew, whatever is known of it, and leave nothing of it to others. */
  readonly isSample: boolean
  /** Says whether stages may run now. */
  mayRun(): boolean
  readonly signal: AbortSignal
}

/** The metric of a work tree that somebody has prepared: as it is recorded, from the run cache, or run. */
export async function measureInTree(project: MeasuredProject, request: TreeMeasuring): Promise<Measurement> {
  const begin = performance.now()
  try {
    const { kind, value, ...rest } = await find(project, request)
    if (kind === 'unusable' || value === undefined)
      return { kind: 'unusable', reason: rest.reason ?? 'it has no such metric' }
    return { kind: 'value', value, source: kind, seconds: (performance.now() - begin) / 1000 }
  } catch (error) {
    if (!(error instanceof Failure) || fatal.includes(error.code)) throw error
    return { kind: 'unusable', reason: error.message }
  }
}

const fatal: readonly Failure['code'][] = ['interrupted', 'disk-full', 'workspace-busy']

interface Found {
  readonly kind: 'committed' | 'run cache' | 'ran' | 'unusable'
  readonly value?: number | undefined
  readonly reason?: string
}

async function find(project: MeasuredProject, measuring: TreeMeasuring): Promise<Found> {
  const { metric, isSample, mayRun, signal } = measuring
  const read = () => metricIn(project, openView(project, workspaceName), metric)
  const maker = makerOf(project.stages(), metric)
  if (!maker) return { kind: 'committed', value: await read() }
  const call = { signal, report: () => undefined }
  const request = { ...plainReproduction, targets: [maker.address] }
  if (!isSample && (await isRecorded(project, request, call))) {
    const value = await read()
    if (value !== undefined) return { kind: 'committed', value }
  }
  if (!mayRun()) return { kind: 'unusable', reason: 'it would have to run' }
  await placeData(project, measuring, maker)
  const anew = isSample ? { force: true, withoutRunCache: true, withoutCommit: true } : {}
  const result = await reproduce(project, { ...request, ...anew }, call)
  return { kind: hasRun(result) ? 'ran' : 'run cache', value: await read() }
}

/** Whether everything up to the stage is as its lock file says, whatever lies in the cache. What is in the way may come with the data. */
async function isRecorded(project: MeasuredProject, request: ReproduceRequest, call: PipelineCall): Promise<boolean> {
  try {
    const { stages } = await reproduce(project, { ...request, dry: true, allowMissing: true }, call)
    return stages.every(({ decision }) => decision.kind === 'fresh')
  } catch (error) {
    if (!(error instanceof Failure) || fatal.includes(error.code)) throw error
    return false
  }
}

/** Puts what the stage and those before it read into place; what the cache lacks comes from remotes that the person has now. */
async function placeData(
  project: MeasuredProject,
  { home, signal }: TreeMeasuring,
  maker: TrackedStage,
): Promise<void> {
  const call = { signal, report: () => undefined }
  const known = project.stages().filter(({ address }) => address === maker.address)
  const before = project.upstreamOf(known).filter(({ address }) => address !== maker.address)
  const outputs = before.flatMap((stage) => stage.outputs.map((output) => ({ stage, output })))
  const cached = outputs.filter(({ output }) => output.isCached && output.recorded)
  await bringOutputs(home, cached, call)
  const selection = { targets: [maker.address], isRecursive: false, withDependencies: true }
  const request = { ...selection, force: true, allowMissing: true, relink: false }
  await project.lock.during(() => checkoutLocked(project, request, call))
}

function hasRun({ stages }: ReproduceResult): boolean {
  return stages.some(({ decision }) => decision.kind === 'run')
}
