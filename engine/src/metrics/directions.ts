import { absolutePath, Failure, type RepoPath } from '../foundation/base/index.ts'
import { readYaml, type Value } from '../foundation/formats/index.ts'
import type { MetricsContext } from './metrics-context.ts'

/** Which way a metric gets better. */
export type Direction = 'max' | 'min'

/** Directions by a metric's dotted name, or its file and name, `metrics.json:auc`. */
export type Directions = ReadonlyMap<string, Direction>

const file = 'sterna.yaml' as RepoPath

/**
 * The directions that `sterna.yaml` at the project's root tells, under `metrics`: `auc: max`. Whatever else stands in the file is
 * not ours.
 */
export function readDirections({ files, root }: Pick<MetricsContext, 'files' | 'root'>): Directions {
  const text = files.readText(absolutePath(root, file))
  const settings = text === undefined ? undefined : readYaml(text, file)
  const metrics = settings instanceof Map ? settings.get('metrics') : undefined
  if (metrics === undefined || metrics === null) return new Map()
  if (!(metrics instanceof Map)) throw noDirections(metrics)
  return new Map([...metrics].map(([name, direction]) => [String(name), directionOf(String(name), direction)]))
}

/** Which way a metric of a file gets better, if that is told. */
export function knownDirection(directions: Directions, file: string, name: string): Direction | undefined {
  return directions.get(`${file}:${name}`) ?? directions.get(name)
}

function directionOf(name: string, direction: Value): Direction {
  if (direction === 'max' || direction === 'min') return direction
  throw new Failure('file-format', `'${file}' gives the metric '${name}' a direction that is neither max nor min.`, {
    hint: `Write "${name}: max" if more is better, "${name}: min" if less is.`,
  })
}

function noDirections(metrics: Value): Failure {
  const kind = Array.isArray(metrics) ? 'a list' : 'a single value'
  return new Failure('file-format', `'${file}' has ${kind} under "metrics".`, {
    hint: 'Write a line for each metric, such as "auc: max".',
  })
}
