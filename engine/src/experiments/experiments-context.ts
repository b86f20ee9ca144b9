import type { AbsolutePath } from '../foundation/base/index.ts'
import type { GitRepository } from '../foundation/git/index.ts'
import type { MetricsContext } from '../metrics/index.ts'
import type { TaskSource } from './tasks/experiment-task.ts'

/** A project elsewhere on this machine. Must be closed. */
export interface OtherProject extends MetricsContext {
  close(): void
}

/** What looking at experiments may use of a project. */
export interface ExperimentsContext extends MetricsContext {
  readonly git: GitRepository | undefined
  /** Where the clone keeps what can be found out anew, for all its work trees. */
  readonly sharedState: AbsolutePath
  /** Whoever knows of experiments that wait, run, or ran. */
  readonly taskSources: readonly TaskSource[]
  openOther(path: string): Promise<OtherProject>
}
