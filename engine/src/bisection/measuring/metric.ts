import type { TrackedStage } from '../../data/index.ts'
import { findValue } from '../../experiments/index.ts'
import { isWithin, type RepoPath } from '../../foundation/base/index.ts'
import { WholeFloat } from '../../foundation/formats/index.ts'
import {
  type Direction,
  flatten,
  knownDirection,
  type MetricsContext,
  readDirections,
  viewMetrics,
} from '../../metrics/index.ts'
import type { ProjectView } from '../../revisions/index.ts'

/** A metric by its file and its dotted name there. */
export interface Metric {
  readonly file: RepoPath
  readonly name: string
  /** Which way it gets better, if that is told. */
  readonly direction: Direction | undefined
}

/** The metric that `auc`, `metrics.json:auc` or `loss:min` means in these revisions. None or several is a `Failure`. */
export async function findMetric(
  context: MetricsContext,
  views: readonly ProjectView[],
  text: string,
): Promise<Metric> {
  const [, name = text, told] = /^(.+):(max|min)$/.exec(text) ?? []
  const metrics = new Map<string, Set<string>>()
  for (const view of views)
    for (const [file, values] of await viewMetrics(context, view, [])) {
      const names = values.kind === 'values' ? flatten(values.value).keys() : []
      metrics.set(file, new Set([...(metrics.get(file) ?? []), ...names]))
    }
  const found = findValue({ metrics, params: new Map(), deps: [] }, name, 'metric')
  const direction = (told as Direction | undefined) ?? knownDirection(readDirections(context), found.file, found.name)
  return { file: found.file as RepoPath, name: found.name, direction }
}

export function metricText({ file, name }: Metric): string {
  return `${file}:${name}`
}

/** What a metric is in a view; undefined if it has no such number. */
export async function metricIn(
  context: MetricsContext,
  view: ProjectView,
  { file, name }: Metric,
): Promise<number | undefined> {
  const values = (await viewMetrics(context, view, [])).get(file)
  const value = values?.kind === 'values' ? flatten(values.value).get(name) : undefined
  const number = value instanceof WholeFloat ? value.value : value
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined
}

/** The stage that makes a metric's file; undefined if it is nobody's output. */
export function makerOf(stages: readonly TrackedStage[], { file }: Metric): TrackedStage | undefined {
  const makes = ({ outputs }: TrackedStage) => outputs.some(({ path }) => isWithin(path, file))
  return stages.find((stage) => stage.kind === 'pipeline' && makes(stage))
}
