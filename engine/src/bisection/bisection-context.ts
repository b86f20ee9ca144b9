import type { AbsolutePath, Call } from '../foundation/base/index.ts'
import type { DetachedTreeRequest } from '../foundation/git/index.ts'
import type { MetricsContext } from '../metrics/index.ts'
import type { PullingContext, SteadyContext } from '../pipeline/index.ts'
import type { Factor } from './factors/factor.ts'
import type { Measurement } from './measuring/variant.ts'

/** A project in which something is measured. */
export type MeasuredProject = PullingContext & SteadyContext & MetricsContext

/** What a bisection may use of the project. */
export interface BisectionContext extends MeasuredProject {
  /** Where the clone keeps what can be found out anew, for all its work trees. */
  readonly sharedState: AbsolutePath
  /** Where work trees keep what is Git's own. */
  readonly treesDirectory: AbsolutePath
  makeTree(request: DetachedTreeRequest): void
  /** The project in such a work tree. Must be closed. */
  openTree(directory: AbsolutePath): Promise<MeasuredProject & { close(): void }>
}

export type Verdict = 'good' | 'bad' | 'unusable'

/** What happens during a bisection. */
export type BisectionEvent =
  | { readonly kind: 'history-known'; readonly commits: number; readonly mostSteps: number }
  | {
      readonly kind: 'commit-measured'
      readonly commit: string
      readonly subject: string
      readonly measurement: Measurement
      /** Undefined where the metric varies: then only all measurements together tell. */
      readonly verdict: Verdict | undefined
    }
  | {
      readonly kind: 'changes-known'
      readonly what: 'factors' | 'entries'
      readonly count: number
      readonly mostTests: number
    }
  | {
      readonly kind: 'changes-measured'
      readonly chosen: readonly Factor[]
      readonly count: number
      readonly measurement: Measurement
      readonly verdict: Verdict | undefined
    }

export type BisectionCall = Call<BisectionEvent>
