import { type JsonMap, jsonMap, renderJson } from '../../foundation/formats/index.ts'
import { type FileValues, type MetricsContext, viewMetrics, viewParams } from '../../metrics/index.ts'
import type { ProjectView } from '../../revisions/index.ts'
import { baseOf, dependenciesOf, outputsOf } from './read-files.ts'
import type { RevisionParts } from './revision-data.ts'

export interface ReadRequest {
  /** Of the parameters only what stages depend on. */
  readonly onlyDependencies: boolean
}

/** Parts that were read, and whether they are all there is: something that could not be read may be another time. */
export interface ReadParts {
  readonly parts: RevisionParts
  readonly isWhole: boolean
}

/** Reads parameters, metrics, dependencies and outputs of a view. Throws a `Failure` if its stage files cannot be read. */
export async function readParts(
  context: MetricsContext,
  view: ProjectView,
  { onlyDependencies }: ReadRequest,
): Promise<ReadParts> {
  const params = await viewParams(context, view, { targets: [], onlyDependencies })
  const metrics = await viewMetrics(context, view, [])
  const base = baseOf(context.root, context.git?.root, view)
  const parts = {
    params: renderValues(params),
    metrics: renderValues(metrics),
    deps: renderJson(await dependenciesOf(base, view)),
    outs: renderJson(await outputsOf(base, view)),
  }
  return { parts, isWhole: [...params.values(), ...metrics.values()].every(({ kind }) => kind === 'values') }
}

function renderValues(files: ReadonlyMap<string, FileValues>): string {
  return renderJson(new Map([...files].map(([file, values]) => [file, valuesJson(values)])) as JsonMap)
}

function valuesJson(values: FileValues): JsonMap {
  if (values.kind === 'values') return jsonMap({ data: values.value })
  return jsonMap({ error: jsonMap({ type: values.type, msg: values.message }) })
}
