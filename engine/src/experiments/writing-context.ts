import type { TransferContext } from '../data/index.ts'
import type { Call } from '../foundation/base/index.ts'
import type { Config } from '../foundation/config/index.ts'
import type { Chance } from '../foundation/system/index.ts'
import type { PipelineEvent, PullingContext, SteadyContext } from '../pipeline/index.ts'

/** What the verbs that make and change experiments may use of a project. */
export interface WritingContext extends PullingContext, SteadyContext {
  readonly config: Config
  readonly chance: Chance
}

/** What it takes beside to send and get the data of experiments. */
export type SharingContext = WritingContext & TransferContext

export type ExperimentEvent = PipelineEvent | { readonly kind: 'experiment-begins'; readonly name: string }

export type ExperimentCall = Call<ExperimentEvent>
