import type { Stage } from '../definition/index.ts'
import type { LockEntry } from '../lock-entry.ts'
import { lockFileOf } from '../pipeline-context.ts'
import { stageChanges } from '../stage-changes.ts'
import type { Compared } from './explanation.ts'
import type { Inflow } from './inflow.ts'
import type { ComparedStage } from './reasons.ts'

/** The stage as it will be when it is its turn; of what nobody knows yet no difference is told. */
export function withInflow(stage: Stage, seen: ComparedStage, { known, unknown }: Inflow): ComparedStage {
  const state = known.size > 0 ? { ...seen.state, deps: new Map([...seen.state.deps, ...known]) } : seen.state
  const changes = known.size > 0 ? stageChanges(stage, state, seen.entry) : seen.changes
  const deps = new Map([...changes.deps].filter(([text]) => !unknown.has(text)))
  return { entry: seen.entry, state, changes: { ...changes, deps } }
}

/** Whatever will come of an input of which nothing is recorded, it is a change. */
export function isUnrecorded(entry: LockEntry | undefined, { unknown }: Inflow): boolean {
  const isRecorded = (text: string) => entry?.params.has(text) || entry?.deps.some(({ path }) => path === text)
  return [...unknown].some((text) => !isRecorded(text))
}

/** How much of a stage is compared with its entry. */
export function extentOf(stage: Stage, entry: LockEntry | undefined): Compared {
  const values = stage.params.map(({ text }) => entry?.params.get(text)?.size ?? 0)
  return {
    lockFile: lockFileOf(stage.file),
    deps: stage.deps.length,
    params: values.reduce((sum, count) => sum + count, 0),
    outs: stage.outs.length,
  }
}
