import type { CommandLimits } from '../../foundation/system/index.ts'
import type { RetryPolicy } from '../../scheduling/index.ts'

/** What a failed attempt failed of. `oom`: the system ran out of memory and ended it. */
export type FailureClass = 'exit' | 'signal' | 'oom' | 'timeout' | 'silent' | 'missing-output' | 'changed-input'

/** How a stage is run. None of it is recorded in `dvc.lock`: to change it makes no stage stale. */
export interface StagePolicy extends CommandLimits {
  /** By name: `cpu` in processors, `mem` in bytes, `gpu` in devices, and what the project counts itself. */
  readonly resources: ReadonlyMap<string, number>
  /** Of two that could run, the one with more goes first. */
  readonly priority: number
  readonly retries: RetryPolicy
}

export const usualPolicy: StagePolicy = {
  resources: new Map(),
  priority: 0,
  retries: { most: 0, pause: 1, factor: 2 },
  timeout: {},
  kill: { signal: 'SIGTERM', grace: 10 },
}

/** What the project as a whole says about running stages: `sterna.yaml` beside the first `dvc.yaml`. */
export interface ProjectPolicy {
  /** How much there is of what stages ask for, where that is not for the machine to say. */
  readonly totals: ReadonlyMap<string, number>
  /** The mapping that stands for a stage, by its address. */
  of(address: string, meta: unknown): StagePolicy
}
