import type { RecordedContent } from '../../data/index.ts'
import type { Stage } from '../definition/index.ts'
import type { LockedFile } from '../lock-entry.ts'
import type { PipelineContext } from '../pipeline-context.ts'
import { changesInside, type InsideRequest, type Sides } from './directory-files.ts'
import type { PathReason, Reason } from './explanation.ts'
import { type ComparedStage, reasonsOf } from './reasons.ts'

/** Why a stage differs from its lock entry; of directories with the files that differ. */
export async function detailedReasons(
  context: PipelineContext,
  stage: Stage,
  compared: ComparedStage,
  request: InsideRequest,
): Promise<Reason[]> {
  return Promise.all(
    reasonsOf(stage, compared).map(async (reason) => {
      if (reason.kind !== 'dependency' && reason.kind !== 'output') return reason
      const inside = await changesInside(context, sidesOf(stage, compared, reason), request)
      return inside ? { ...reason, inside } : reason
    }),
  )
}

function sidesOf(stage: Stage, { state, entry }: ComparedStage, { kind, path }: PathReason): Sides {
  const isDependency = kind === 'dependency'
  const owners = isDependency ? stage.deps : stage.outs
  const text = owners.find((owner) => 'path' in owner && owner.path === path)?.text ?? ''
  const locked = (isDependency ? entry?.deps : entry?.outs)?.find((file) => file.path === text)
  const seen = isDependency ? state.deps.get(text) : state.outs.get(text)?.seen
  return { path, recorded: contentOf(locked), seen }
}

function contentOf(locked: LockedFile | undefined): RecordedContent | undefined {
  return locked?.content && { ...locked.content, isLegacy: locked.isLegacy }
}
