import { selectionOf } from '../data/index.ts'
import { isWithin, joinRepo, mapBounded, parentOf, type RepoPath } from '../foundation/base/index.ts'
import type { Scalar, Value, ValueMap } from '../foundation/formats/index.ts'
import { selectParams } from '../pipeline/index.ts'
import type { ProjectView } from '../revisions/index.ts'
import { type DiffRequest, type DiffResult, diffValues } from './metrics.ts'
import type { MetricsContext } from './metrics-context.ts'
import { type FileValues, filesAtPlaces, readAtOnce, readValues } from './value-files.ts'

export interface ParamsRequest {
  /** Files to read instead of those that the pipelines declare. */
  readonly targets: readonly string[]
  /** Only what stages depend on. */
  readonly onlyDependencies: boolean
}

export interface ParamsDiffRequest extends DiffRequest, ParamsRequest {}

/** Which parameters of a file are meant: some by their dotted names, or the whole file. */
type Wanted = ReadonlySet<string> | 'whole'

/** How the parameters of two revisions differ. */
export function diffParams(context: MetricsContext, request: ParamsDiffRequest): Promise<DiffResult> {
  return diffValues(context, request, (view) => viewParams(context, view, request))
}

/** The parameters of a view: of the targets, or of all that its pipelines declare and interpolation uses. */
export async function viewParams(
  context: MetricsContext,
  view: ProjectView,
  request: ParamsRequest,
): Promise<Map<RepoPath, FileValues>> {
  const found = await readParams(context, view, await wantedParams(context, view, request))
  return request.targets.length > 0 ? found : new Map([...found, ...(await usedValues(view, found))])
}

async function wantedParams(
  context: MetricsContext,
  view: ProjectView,
  request: ParamsRequest,
): Promise<Map<RepoPath, Wanted>> {
  if (request.targets.length > 0) {
    const { toRepoPath } = selectionOf(context, request.targets)
    return new Map(request.targets.map((target) => [toRepoPath(target), 'whole']))
  }
  const wanted = new Map<RepoPath, Wanted>()
  for (const definition of await view.definitions()) {
    for (const stage of definition.stages) for (const { path, keys } of stage.params) addWanted(wanted, path, keys)
    if (request.onlyDependencies) continue
    for (const place of definition.params) addWanted(wanted, joinRepo(parentOf(definition.file), place), [])
  }
  if (!request.onlyDependencies && (await view.readText(defaultFile)) !== undefined) wanted.set(defaultFile, 'whole')
  return wanted
}

const defaultFile = 'params.yaml' as RepoPath

function addWanted(wanted: Map<RepoPath, Wanted>, file: RepoPath, keys: readonly string[]): void {
  const before = wanted.get(file)
  if (keys.length === 0 || before === 'whole') wanted.set(file, 'whole')
  else wanted.set(file, new Set([...(before ?? []), ...keys]))
}

async function readParams(
  context: MetricsContext,
  view: ProjectView,
  wanted: ReadonlyMap<RepoPath, Wanted>,
): Promise<Map<RepoPath, FileValues>> {
  const places = [...wanted.keys()]
  const read = await mapBounded(await filesAtPlaces(context, view, places), readAtOnce, async (file) => {
    const values = await readValues(context, view, file)
    const keys = wanted.get(places.findLast((place) => isWithin(place, file.path))!)!
    const part = values.kind === 'values' ? { ...values, value: partOf(values.value, keys) } : values
    return [file.path, part] as const
  })
  return new Map(read)
}

/** Values that only interpolation uses are shown of files of which nothing else is. */
async function usedValues(
  view: ProjectView,
  shown: ReadonlyMap<RepoPath, FileValues>,
): Promise<Map<RepoPath, FileValues>> {
  const used = new Map<RepoPath, Map<Scalar, Value>>()
  for (const { stages } of await view.definitions()) {
    for (const [file, values] of stages.flatMap(({ usedVars }) => [...usedVars])) {
      const path = file as RepoPath
      if (!shown.has(path)) used.set(path, new Map([...(used.get(path) ?? []), ...values]))
    }
  }
  return new Map([...used].map(([file, value]) => [file, { kind: 'values', value }]))
}

function partOf(value: Value, keys: Wanted): Value {
  return keys === 'whole' ? value : nested(selectParams(value, [...keys]))
}

/** Values by dotted names as the mappings that they stand in. */
function nested(values: ReadonlyMap<string, Value>): ValueMap {
  const all: ValueMap = new Map()
  for (const [name, value] of values) {
    const keys = name.split('.')
    let place = all
    for (const key of keys.slice(0, -1)) place = mapAt(place, key)
    place.set(keys.at(-1)!, value)
  }
  return all
}

/** The mapping under a key, which is made where there is none. Never the one that was read: others see that too. */
function mapAt(map: ValueMap, key: string): ValueMap {
  const inner = map.get(key)
  const copy: ValueMap = new Map(inner instanceof Map ? inner : [])
  map.set(key, copy)
  return copy
}
