import { Failure, type RepoPath } from '../foundation/base/index.ts'
import { compareFiles, type FileValues, type ValueDifference, viewMetrics, viewParams } from '../metrics/index.ts'
import { openView } from '../revisions/index.ts'
import type { ExperimentsContext } from './experiments-context.ts'
import { requireGit } from './require-git.ts'

export interface ExperimentsDiffRequest {
  readonly before: string
  readonly after: string
  /** Also what has not changed. */
  readonly withEqual: boolean
  /** Only parameters that stages depend on. */
  readonly onlyDependencies: boolean
}

type FileDifferences = ReadonlyMap<string, ReadonlyMap<string, ValueDifference>>

/** By file, as it is called from the root, and dotted name. */
export interface ExperimentsDiff {
  readonly metrics: FileDifferences
  readonly params: FileDifferences
}

/** How metrics and parameters of two experiments, or of any two revisions, differ. Undefined before the first commit. */
export async function diffExperiments(
  context: ExperimentsContext,
  request: ExperimentsDiffRequest,
): Promise<ExperimentsDiff | undefined> {
  if (requireGit(context.git).head().commit === undefined) return undefined
  const [before, after] = await Promise.all([
    valuesOf(context, request.before, request),
    valuesOf(context, request.after, request),
  ])
  return {
    metrics: compareFiles(before.metrics, after.metrics, request.withEqual),
    params: compareFiles(before.params, after.params, request.withEqual),
  }
}

interface Values {
  readonly metrics: ReadonlyMap<RepoPath, FileValues>
  readonly params: ReadonlyMap<RepoPath, FileValues>
}

/** A revision that cannot be read has no values; one that does not exist is a `Failure`. */
async function valuesOf(
  context: ExperimentsContext,
  revision: string,
  { onlyDependencies }: ExperimentsDiffRequest,
): Promise<Values> {
  const view = openView(context, revision)
  try {
    const params = await viewParams(context, view, { targets: [], onlyDependencies })
    return { metrics: await viewMetrics(context, view, []), params }
  } catch (error) {
    if (!(error instanceof Failure) || error.code === 'interrupted') throw error
    return { metrics: new Map(), params: new Map() }
  }
}
