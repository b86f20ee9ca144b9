import type { TrackedStage } from '../data/index.ts'
import { experimentName, experimentRefs } from './selected-revisions.ts'
import type { UpkeepContext } from './upkeep-context.ts'

/** A commit that has a name, or the workspace. */
export interface NamedRevision {
  readonly names: readonly string[]
  /** Undefined for the workspace. */
  readonly commit: string | undefined
  /** What is checked out. */
  readonly isHead: boolean
  readonly stages: readonly TrackedStage[]
}

/** Branches, tags and experiments, those of one commit together, and the workspace as the last. */
export async function namedRevisions(context: UpkeepContext): Promise<NamedRevision[]> {
  const head = context.git?.head().commit
  const revisions: NamedRevision[] = []
  for (const [commit, names] of namesByCommit(context))
    revisions.push({ names, commit, isHead: commit === head, stages: await context.stagesOfCommit(commit) })
  revisions.push({ names: ['workspace'], commit: undefined, isHead: false, stages: context.stages() })
  return revisions
}

function namesByCommit({ git }: UpkeepContext): ReadonlyMap<string, readonly string[]> {
  const named = new Map<string, string[]>()
  const take = (commit: string, name: string) => named.set(commit, [...(named.get(commit) ?? []), name])
  for (const [commit, names] of git?.commits({ allBranches: true, allTags: true }) ?? [])
    for (const name of names) take(commit, name)
  for (const { name, commit } of git?.refs(experimentRefs) ?? []) {
    const experiment = experimentName(name)
    if (experiment !== undefined) take(commit, experiment)
  }
  return named
}
