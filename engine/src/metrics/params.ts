import { selectionOf } from '../data/index.ts'
import { joinRepo, parentOf, type RepoPath } from '../foundation/base/index.ts'
import type { Value, ValueMap } from '../foundation/formats/index.ts'
import { selectParams } from '../pipeline/index.ts'
import type { ProjectView } from '../revisions/index.ts'
import { type FileValues, readValues } from './metric-files.ts'
import { type DiffRequest, type DiffResult, diffValues } from './metrics.ts'
import type { MetricsContext } from './metrics-context.ts'

export interface ParamsDiffRequest extends DiffRequest {
  /** Only what stages depend on. */
  readonly onlyDependencies: boolean
}

/** Which parameters of a file are meant: some by their dotted names, or the whole file. */
type Wanted = ReadonlySet<string> | 'whole'

/** How the parameters of two revisions differ. */
export function diffParams(context: MetricsContext, request: ParamsDiffRequest): Promise<DiffResult> {
  return diffValues(context, request, async (view) =>
    viewParams(context, view, await wantedParams(context, view, request)),
  )
}

async function wantedParams(
  context: MetricsContext,
  view: ProjectView,
  request: ParamsDiffRequest,
): Promise<Map<RepoPath, Wanted>> {
  const { toRepoPath } = selectionOf(context, request.targets)
  if (request.targets.length > 0) return new Map(request.targets.map((target) => [toRepoPath(target), 'whole']))
  const wanted = new Map<RepoPath, Wanted>()
  for (const definition of await view.definitions()) {
    for (const stage of definition.stages) for (const { path, keys } of stage.params) addWanted(wanted, path, keys)
    if (request.onlyDependencies) continue
    for (const place of definition.params) {
      for (const file of await view.filesAt(joinRepo(parentOf(definition.file), place))) addWanted(wanted, file, [])
    }
    for (const stage of definition.stages)
      for (const [file, used] of stage.usedVars) addUsed(wanted, file as RepoPath, [...used.keys()])
  }
  if (!request.onlyDependencies && (await view.readText('params.yaml' as RepoPath)) !== undefined)
    wanted.set('params.yaml' as RepoPath, 'whole')
  return wanted
}

function addWanted(wanted: Map<RepoPath, Wanted>, file: RepoPath, keys: readonly string[]): void {
  const before = wanted.get(file)
  if (keys.length === 0 || before === 'whole') wanted.set(file, 'whole')
  else wanted.set(file, new Set([...(before ?? []), ...keys]))
}

/** Values that only interpolation uses are shown for files that are not shown already. */
function addUsed(wanted: Map<RepoPath, Wanted>, file: RepoPath, keys: readonly string[]): void {
  if (wanted.get(file) !== 'whole') addWanted(wanted, file, keys)
}

async function viewParams(
  context: MetricsContext,
  view: ProjectView,
  wanted: ReadonlyMap<RepoPath, Wanted>,
): Promise<Map<RepoPath, FileValues>> {
  const found = new Map<RepoPath, FileValues>()
  for (const [path, keys] of wanted) {
    const values = await readValues(context, view, { path, hash: undefined })
    found.set(path, values.kind === 'values' ? { kind: 'values', value: partOf(values.value, keys) } : values)
  }
  return found
}

function partOf(value: Value, keys: Wanted): Value {
  return keys === 'whole' ? value : (new Map(selectParams(value, [...keys])) as ValueMap)
}
