import type { TransferContext } from '../data/index.ts'
import type { AbsolutePath, Call } from '../foundation/base/index.ts'
import type { Config } from '../foundation/config/index.ts'
import type { Chance } from '../foundation/system/index.ts'
import type { PathLocks } from '../locks/index.ts'
import type { MetricsContext } from '../metrics/index.ts'
import type { PipelineEvent, PullingContext, SteadyContext } from '../pipeline/index.ts'

/** What the verbs that make and change experiments may use of a project. */
export interface WritingContext extends PullingContext, SteadyContext, MetricsContext {
  /** Where the clone keeps what can be found out anew, for all its work trees. */
  readonly sharedState: AbsolutePath
  readonly config: Config
  readonly chance: Chance
  /** What of the repository's experiments is being worked on, `.dvc/tmp/exps/rwlock`; DVC goes by it too. */
  readonly experimentLocks: PathLocks
}

/** What it takes beside to send and get the data of experiments. */
export type SharingContext = WritingContext & TransferContext

export type ExperimentEvent = PipelineEvent | { readonly kind: 'experiment-begins'; readonly name: string }

export type ExperimentCall = Call<ExperimentEvent>
