import { selectionOf } from '../data/index.ts'
import { joinRepo, mapBounded, parentOf, type RepoPath } from '../foundation/base/index.ts'
import type { ProjectView } from '../revisions/index.ts'
import { metricValues } from './flatten.ts'
import type { MetricsContext } from './metrics-context.ts'
import { type FileValues, filesAtPlaces, readAtOnce, readValues, type ValueFile } from './value-files.ts'

/** The metrics of a view: of the targets, or of all that its pipelines declare. */
export async function viewMetrics(
  context: MetricsContext,
  view: ProjectView,
  targets: readonly string[],
): Promise<Map<RepoPath, FileValues>> {
  const isChosen = targets.length > 0
  const places = isChosen ? targets.map(selectionOf(context, targets).toRepoPath) : await declaredPlaces(view)
  const files = await filesAtPlaces(context, view, places)
  const read = await mapBounded(files, readAtOnce, async (file) => readMetrics(context, view, file))
  return new Map(files.map(({ path }, index) => [path, read[index]!]))
}

async function readMetrics(context: MetricsContext, view: ProjectView, file: ValueFile): Promise<FileValues> {
  const values = await readValues(context, view, file)
  return values.kind === 'values' ? { ...values, value: metricValues(values.value) ?? new Map() } : values
}

/** Outputs of stages that are metrics, and the top-level metrics of each definition. */
async function declaredPlaces(view: ProjectView): Promise<RepoPath[]> {
  const definitions = await view.definitions()
  const outputs = definitions.flatMap(({ stages }) =>
    stages.flatMap(({ outs }) => outs.filter(({ isMetric }) => isMetric)),
  )
  const declared = definitions.flatMap(({ file, metrics }) => metrics.map((place) => joinRepo(parentOf(file), place)))
  return [...new Set([...outputs.map(({ path }) => path), ...declared])]
}
