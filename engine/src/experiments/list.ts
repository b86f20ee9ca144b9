import type { ExperimentsContext } from './experiments-context.ts'
import { byBaseline, type Experiment, listExperiments, listRemoteExperiments } from './refs/experiments.ts'
import { experimentBase } from './require-git.ts'
import { selectExperiments } from './select-experiments.ts'
import { commitNames } from './show/commit-names.ts'

export interface ListRequest {
  /** Another repository whose experiments are meant: a remote's name or a URL. */
  readonly remote?: string
  /** Commits that the experiments began at; HEAD if left out. */
  readonly revisions: readonly string[]
  /** So many commits from each along first parents. */
  readonly commits: number
  readonly allCommits: boolean
}

/** The experiments that began at a commit. */
export interface ListedBaseline {
  readonly commit: string
  /** The branch or tag that people know the commit by. */
  readonly name: string | undefined
  readonly experiments: readonly Experiment[]
}

/** The experiments of the selected commits. */
export async function listByBaseline(context: ExperimentsContext, request: ListRequest): Promise<ListedBaseline[]> {
  const { git } = experimentBase(context)
  const all = request.remote === undefined ? listExperiments(git) : listRemoteExperiments(git, request.remote)
  const groups = [...byBaseline(await selectExperiments(git, all, { ...request, names: [] }))]
  const names = commitNames(
    git,
    groups.map(([commit]) => commit),
  )
  return groups.map(([commit, experiments]) => ({ commit, name: names.get(commit), experiments }))
}
