import { readJson, type Value } from '../../foundation/formats/index.ts'
import { parseFilter } from '../filter/parse-filter.ts'
import type { ShownBaseline, ShownExperiment } from '../show/shown-state.ts'
import type { FlatRevisions } from '../table/flat-revision.ts'
import { writtenValue } from '../table/sort.ts'
import { collectNames, findValue, type ValueName, type ValueNames } from '../table/value-names.ts'

/**
 * The experiments for which a filter such as `metrics.auc > 0.9 and params.lr < 0.01` holds, with the commits they began at. A
 * value that none of them has is a `Failure`: it is a slip of the pen.
 */
export function filterExperiments(
  baselines: readonly ShownBaseline[],
  flat: FlatRevisions,
  text: string,
): ShownBaseline[] {
  const filter = parseFilter(text)
  const names = collectNames(baselines, flat)
  const places = new Map(filter.paths.map((path) => [path, placeOf(names, path)]))
  return baselines.flatMap((one) => {
    const experiments = one.experiments.filter((experiment) => filter.matches(valuesOf(experiment, flat, places)))
    return experiments.length === 0 ? [] : [{ ...one, experiments }]
  })
}

/** What `metrics.auc` or `params.train.yaml:lr` means: the kind of value in front, then its name or file and name. */
function placeOf(names: ValueNames, path: string): ValueName {
  const name = path.slice(path.indexOf('.') + 1)
  const none = new Map<string, Set<string>>()
  const ofKind = path.startsWith('metrics.') ? { ...names, params: none } : { ...names, metrics: none }
  return findValue(ofKind, name, path.startsWith('metrics.') ? 'metric' : 'parameter')
}

function valuesOf(
  experiment: ShownExperiment,
  flat: FlatRevisions,
  places: ReadonlyMap<string, ValueName>,
): ReadonlyMap<string, Value> {
  const found = new Map<string, Value>()
  for (const [path, place] of places) {
    const json = writtenValue(experiment, flat, place)
    if (json !== undefined) found.set(path, readJson(json, path))
  }
  return found
}
