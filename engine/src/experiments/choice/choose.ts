import type { Directions } from '../../metrics/index.ts'
import type { ShownBaseline, ShownExperiment } from '../show/shown-state.ts'
import { FlatRevisions } from '../table/flat-revision.ts'
import { sortByValue, valueOf } from '../table/sort.ts'
import { collectNames, findValue, type ValueName, type ValueNames } from '../table/value-names.ts'
import { filterExperiments } from './filter-experiments.ts'
import { type Goal, parseGoal, scoreOf } from './goal.ts'
import { paretoFront } from './pareto.ts'

export interface ChoiceRequest {
  /** Only those for which this holds: `metrics.auc > 0.9 and params.lr < 0.01`. */
  readonly filter?: string | undefined
  /** Only the experiments that are best by this metric, such as `auc` or `loss:min`. */
  readonly best?: string | undefined
  /** Only those that no other one beats in both of these metrics. */
  readonly pareto?: readonly string[] | undefined
  /** A metric or parameter whose values make groups: each is sorted, and chosen from, by itself. */
  readonly groupBy?: string | undefined
}

/**
 * The experiments that are meant, with the commits they began at. Of those that wait, run or have failed nothing is known
 * yet, so none of them is best.
 */
export function chooseExperiments(
  shown: readonly ShownBaseline[],
  request: ChoiceRequest,
  directions: Directions,
): readonly ShownBaseline[] {
  const flat = new FlatRevisions()
  const baselines = request.filter === undefined ? shown : filterExperiments(shown, flat, request.filter)
  const names = collectNames(baselines, flat)
  const group = request.groupBy === undefined ? undefined : findValue(names, request.groupBy, 'column')
  const goals = goalsOf(request, names, directions)
  if (goals.length === 0)
    return baselines.map((one) => ({ ...one, experiments: grouped(one.experiments, flat, group) }))
  const kept = chosenOf(baselines, { flat, goals, group, isBest: request.best !== undefined })
  return baselines.flatMap((one) => {
    const experiments = one.experiments.filter((experiment) => kept.has(experiment))
    const ordered = bestFirst(experiments, flat, goals[0]!)
    return experiments.length === 0 ? [] : [{ ...one, experiments: grouped(ordered, flat, group) }]
  })
}

function goalsOf({ best, pareto = [] }: ChoiceRequest, names: ValueNames, directions: Directions): Goal[] {
  const texts = best === undefined ? pareto : [best]
  return texts.map((text) => parseGoal(text, names, directions))
}

interface Choosing {
  readonly flat: FlatRevisions
  readonly goals: readonly Goal[]
  readonly group: ValueName | undefined
  readonly isBest: boolean
}

/** Of each group the best ones, or those that none beats. */
function chosenOf(baselines: readonly ShownBaseline[], { flat, goals, group, isBest }: Choosing): Set<ShownExperiment> {
  const groups = new Map<unknown, ShownExperiment[]>()
  for (const experiment of baselines.flatMap(({ experiments }) => experiments.filter(isDone))) {
    const key = group && valueOf(experiment, flat, group)
    const same = groups.get(key)
    if (same) same.push(experiment)
    else groups.set(key, [experiment])
  }
  const choose = isBest ? bestOf : unbeaten
  return new Set([...groups.values()].flatMap((experiments) => choose(experiments, flat, goals)))
}

function isDone({ executor }: ShownExperiment): boolean {
  return executor === undefined || executor.state === 'success'
}

function bestOf(
  experiments: readonly ShownExperiment[],
  flat: FlatRevisions,
  [goal]: readonly Goal[],
): ShownExperiment[] {
  const scores = experiments.map((experiment) => scoreOf(valueOf(experiment, flat, goal!.value), goal!))
  const best = scores.reduce<number | undefined>((most, score) => larger(most, score), undefined)
  return best === undefined ? [] : experiments.filter((_, index) => scores[index] === best)
}

function larger(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || (b !== undefined && b > a) ? b : a
}

function unbeaten(
  experiments: readonly ShownExperiment[],
  flat: FlatRevisions,
  goals: readonly Goal[],
): ShownExperiment[] {
  const front = paretoFront(
    experiments.map((experiment) => {
      const [a, b] = goals.map((goal) => scoreOf(valueOf(experiment, flat, goal.value), goal))
      return a === undefined || b === undefined ? undefined : [a, b]
    }),
  )
  return experiments.filter((_, index) => front.has(index))
}

function bestFirst(experiments: readonly ShownExperiment[], flat: FlatRevisions, goal: Goal): ShownExperiment[] {
  return sortByValue(experiments, flat, goal.value, goal.direction === 'max')
}

/** Those of a group together, in the order of its values. */
function grouped(
  experiments: readonly ShownExperiment[],
  flat: FlatRevisions,
  group: ValueName | undefined,
): readonly ShownExperiment[] {
  return group ? sortByValue(experiments, flat, group, false) : experiments
}
