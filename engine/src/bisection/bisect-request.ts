/** For metrics that vary between runs of the same inputs. */
interface Noise {
  /** How often each end is run. */
  readonly repeat: number
  /** How sure the answer has to be. */
  readonly confidence: number
}

/** What is looked for, and how much it may take. */
export interface BisectRequest {
  /** `auc`, `metrics.json:auc`, `loss:min`. */
  readonly metric: string
  readonly good: string
  readonly bad: string
  /** In the middle if left out. */
  readonly threshold: number | undefined
  /** How far to look once the commit is known. */
  readonly inside: 'commit' | 'factors' | 'entries'
  readonly noise: Noise | undefined
  readonly noRun: boolean
  readonly isForced: boolean
  readonly maxRuns: number
  readonly copyPaths: readonly string[]
}
