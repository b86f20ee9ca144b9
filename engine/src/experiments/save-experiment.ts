import { absolutePath, isWithin, pathInside, type RepoPath } from '../foundation/base/index.ts'
import { commitLocked, type LockEntry, lockFileOf } from '../pipeline/index.ts'
import { type NewExperimentRequest, newExperiment } from './new-experiment.ts'
import { topLevelPaths } from './recording/commit-paths.ts'
import { lockEntries } from './recording/lock-entries.ts'
import { type RecordedExperiment, recordExperiment } from './recording/record-experiment.ts'
import type { ExperimentCall, WritingContext } from './writing-context.ts'

export interface SaveRequest extends NewExperimentRequest {
  /** Data and stages whose present state is recorded; all if there are none. */
  readonly targets: readonly string[]
  readonly isRecursive: boolean
  /** Files that Git does not know and that belong to it, as a person in the working directory names them. */
  readonly include: readonly string[]
  readonly message?: string | undefined
}

/** Makes an experiment of the work tree as it is: records the present state of its data, and commits that beside all branches. */
export async function saveExperiment(
  context: WritingContext,
  request: SaveRequest,
  call: ExperimentCall,
): Promise<RecordedExperiment> {
  const { name, head, git } = newExperiment(context, request)
  return context.lock.during(async () => {
    const { targets, isRecursive } = request
    const plain = { withDependencies: false, withoutRelink: true, force: true, confirm: async () => true }
    const one = { ...plain, isRecursive }
    if (targets.length === 0) await commitLocked(context, { ...one, targets: [] }, call)
    for (const target of targets) await commitLocked(context, { ...one, targets: [target] }, call)
    context.forgetStages()
    const entries = targets.length === 0 ? lockEntries(context) : new Map<string, LockEntry>()
    const { message, force } = request
    const own = [...topLevelPaths(context.definitions()), ...lockFiles(context), ...included(context, request)]
    const story = { branch: git.head().branch }
    const experiment = { baseline: head, name, message, force, entries, paths: [], ignoredToo: own, story }
    return recordExperiment(context, experiment, call)
  })
}

function lockFiles(context: WritingContext): RepoPath[] {
  return context.definitions().map(({ file }) => lockFileOf(file))
}

/** Tracked data among it stays out: Git would get it a second time. */
function included(context: WritingContext, { include }: SaveRequest): RepoPath[] {
  const tracked = context.stages().flatMap(({ outputs }) => outputs.filter(({ isCached }) => isCached))
  return include
    .flatMap((path) => pathInside(context.root, absolutePath(context.workingDirectory, path)) ?? [])
    .filter((path) => !tracked.some((output) => isWithin(output.path, path)))
}
