import { isWithin, joinRepo, parentOf, type RepoPath } from '../foundation/base/index.ts'
import type { Definition } from '../pipeline/index.ts'
import type { ProjectView } from '../revisions/index.ts'
import { fixesEnvironment } from './environment/packages-of.ts'

/** As what a file that differs is shown. */
export type Subject = 'code' | 'environment' | 'plots' | 'values' | 'records'

/** Files and directories that have a subject of their own. */
export interface Subjects {
  readonly plots: readonly RepoPath[]
  /** Of parameters and metrics. */
  readonly values: readonly RepoPath[]
}

/** What the pipelines of these views say about files. */
export async function subjectsOf(views: readonly ProjectView[]): Promise<Subjects> {
  const definitions = (await Promise.all(views.map((view) => view.definitions()))).flat()
  const stages = definitions.flatMap((definition) => definition.stages)
  const outputs = stages.flatMap(({ outs }) => outs)
  const listed = (of: (definition: Definition) => readonly string[]) =>
    definitions.flatMap((definition) => of(definition).map((path) => joinRepo(parentOf(definition.file), path)))
  const params = stages.flatMap((stage) => stage.params.map(({ path }) => path))
  const metrics = outputs.flatMap(({ path, isMetric }) => (isMetric ? [path] : []))
  const values = [defaultParams, ...params, ...metrics, ...listed((one) => [...one.params, ...one.metrics])]
  const plots = outputs.flatMap(({ path, isPlot }) => (isPlot ? [path] : []))
  const drawn = [...plots, ...listed((one) => one.plots.map(({ id }) => id))]
  return { values: [...new Set(values)], plots: [...new Set(drawn)] }
}

const defaultParams = 'params.yaml' as RepoPath

/** What DVC and sterna write themselves says nothing that is not said by what it stands for. */
const record = /(?:^|\/)(?:dvc\.lock|\.gitignore|[^/]*\.dvc)$/

export function subjectOf(file: RepoPath, { plots, values }: Subjects): Subject {
  if (record.test(file)) return 'records'
  if (values.some((place) => isWithin(place, file))) return 'values'
  if (plots.some((place) => isWithin(place, file))) return 'plots'
  return fixesEnvironment(file) ? 'environment' : 'code'
}
