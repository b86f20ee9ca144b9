import { mapBounded } from '../../foundation/base/index.ts'
import { type Directions, readDirections } from '../../metrics/index.ts'
import { parseGoal, scoreOf } from '../choice/goal.ts'
import { openReader } from '../data/revision-reader.ts'
import type { ExperimentsContext } from '../experiments-context.ts'
import type { Experiment } from '../refs/experiments.ts'
import { requireGit } from '../require-git.ts'
import { readAtOnce } from '../show/show-experiment.ts'
import type { ShownRevision } from '../show/shown-state.ts'
import { FlatRevisions } from '../table/flat-revision.ts'
import { valueOf } from '../table/sort.ts'
import { namesOf } from '../table/value-names.ts'

/** What an experiment is ranked by. */
export interface Rank {
  /** Greater is better; undefined without a number. */
  readonly score: number | undefined
  readonly isReadable: boolean
}

/** How good each experiment is by a metric, such as `auc` or `loss:min`. */
export async function rankExperiments(
  context: ExperimentsContext,
  experiments: readonly Experiment[],
  metric: string,
): Promise<Rank[]> {
  if (experiments.length === 0) return []
  const shown = await readExperiments(context, experiments)
  return ranksOf(shown, metric, readDirections(context))
}

async function readExperiments(
  context: ExperimentsContext,
  experiments: readonly Experiment[],
): Promise<ShownRevision[]> {
  const reader = openReader(context, requireGit(context.git), { onlyDependencies: false, isForced: false })
  const shown = await mapBounded(experiments, readAtOnce, async ({ commit, name }) => ({
    revision: commit,
    name,
    state: await reader.commit(commit),
  }))
  reader.save()
  return shown
}

function ranksOf(shown: readonly ShownRevision[], metric: string, directions: Directions): Rank[] {
  const flat = new FlatRevisions()
  const goal = parseGoal(metric, namesOf(shown, flat), directions)
  return shown.map((revision) => {
    const has = flat.of(revision)
    return {
      score: scoreOf(valueOf({ revisions: [revision] }, flat, goal.value), goal),
      isReadable: has !== undefined && has[goal.value.kind].get(goal.value.file) !== 'error',
    }
  })
}
