import type { DataEvent, TrackedStage, TransferContext } from '../data/index.ts'
import type { Call } from '../foundation/base/index.ts'
import type { Clock, Environment } from '../foundation/system/index.ts'

/** What the verbs of upkeep may use of a project. */
export interface UpkeepContext extends TransferContext {
  readonly clock: Clock
  readonly environment: Environment
  /** The stages of a commit, by its full id. */
  stagesOfCommit(commit: string): Promise<readonly TrackedStage[]>
  /** The project that a path lies in, which the caller has to close. */
  openOther(path: string): Promise<UpkeepContext & { close(): void }>
}

export type UpkeepEvent = DataEvent | { readonly kind: 'warning'; readonly text: string }

export type UpkeepCall = Call<UpkeepEvent>
