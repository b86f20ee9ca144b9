import type { GitRepository, RefChange } from '../../foundation/git/index.ts'
import { abandonedCommits, listRecords, recordChange, recordRef } from '../../records/index.ts'
import { type Experiment, listExperiments } from '../refs/experiments.ts'

/** How the records of experiments go with them: those whose commit nobody else has. */
export async function releasedRecords(
  git: GitRepository,
  going: readonly Pick<Experiment, 'ref' | 'commit'>[],
): Promise<RefChange[]> {
  const records = new Map(
    going.flatMap(({ commit }) => {
      const blob = git.refId(recordRef(commit))
      return blob === undefined ? [] : [[commit, blob] as const]
    }),
  )
  if (records.size === 0) return []
  return released(git, records, new Set(going.map(({ ref }) => ref)))
}

/** Records whose experiments have gone by another program's hand. */
export async function forgottenRecords(git: GitRepository): Promise<RefChange[]> {
  const records = listRecords(git)
  return records.size === 0 ? [] : released(git, records, new Set())
}

async function released(
  git: GitRepository,
  records: ReadonlyMap<string, string>,
  going: ReadonlySet<string>,
): Promise<RefChange[]> {
  const staying = listExperiments(git).filter(({ ref }) => !going.has(ref))
  const commits = await abandonedCommits(
    git,
    records.keys(),
    staying.map(({ commit }) => commit),
  )
  return commits.map((commit) => recordChange(commit, records.get(commit), undefined))
}
