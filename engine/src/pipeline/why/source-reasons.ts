import {
  areaContext,
  contentOf,
  observePath,
  outputState,
  type TrackedOutput,
  type TrackedStage,
} from '../../data/index.ts'
import type { PipelineCall, PipelineContext } from '../pipeline-context.ts'
import { changesInside, type InsideRequest } from './directory-files.ts'
import type { Outlook, PathReason } from './explanation.ts'
import { sized } from './reasons.ts'

export interface SourceState {
  readonly reasons: readonly PathReason[]
  /** Paths that have to be there and are not. */
  readonly missing: readonly string[]
}

/** How the data of a `.dvc` file differs from what is recorded of it. */
export async function sourceReasons(
  context: PipelineContext,
  { outputs }: TrackedStage,
  request: InsideRequest & { readonly allowMissing: boolean },
  call: PipelineCall,
): Promise<SourceState> {
  const reasons: PathReason[] = []
  for (const output of outputs) {
    const state = await outputState(context, output, call)
    const isMissing = state === 'deleted' || state === 'not in cache'
    if (state === undefined || (request.allowMissing && isMissing)) continue
    const contents = await contentsOf(context, output, request, call)
    reasons.push({ kind: 'output', path: output.path, change: state, ...contents })
  }
  const missing = reasons.flatMap(({ path, after }) => (after ? [] : [path]))
  return { reasons, missing }
}

async function contentsOf(
  context: PipelineContext,
  { path, recorded }: TrackedOutput,
  request: InsideRequest,
  call: PipelineCall,
): Promise<Pick<PathReason, 'before' | 'after' | 'inside'>> {
  const seen = await observePath(areaContext(context, recorded), path, call)
  const inside = await changesInside(context, { path, recorded, seen }, request)
  return {
    ...(recorded ? { before: sized(recorded) } : {}),
    ...(seen.kind === 'missing' ? {} : { after: sized(contentOf(seen)) }),
    ...(inside ? { inside } : {}),
  }
}

export interface SourceSituation extends SourceState {
  readonly isTouched: boolean
  readonly isForced: boolean
  /** Whether remotes are asked for what is missing. */
  readonly isPulled: boolean
}

/** What `repro` does with data of a `.dvc` file. */
export function sourceOutlook({ isTouched, isForced, isPulled, missing, reasons }: SourceSituation): Outlook {
  if (!isTouched) return { kind: 'fresh' }
  const isOnlyMissing = reasons.every(({ change }) => change === 'deleted' || change === 'not in cache')
  if (isPulled && !isForced && isOnlyMissing) return { kind: 'pull' }
  return missing.length > 0 ? { kind: 'blocked', missing } : { kind: 'record' }
}
