import type { LiveRunInList, LiveRun as ShownRun } from '@sterna/api'
import type { JsonObject, JsonValue, LiveRun } from '@sterna/engine'
import { curvesOf } from './curves.ts'

/** Nothing heard for so long: whoever told has probably ended. */
const lostMilliseconds = 15 * 60_000

export function listedRun(id: string, run: LiveRun, now: number): LiveRunInList {
  const { identity, began, lastHeard, step, message } = run
  return {
    id,
    name: identity.name,
    baseline: identity.baseline,
    state: run.isDone ? 'done' : now - lastHeard > lostMilliseconds ? 'lost' : 'running',
    began,
    lastHeard,
    step: step ?? null,
    message: message ?? null,
  }
}

export function presentLiveRun(id: string, run: LiveRun, now: number): ShownRun {
  return {
    ...listedRun(id, run, now),
    series: curvesOf(run.series),
    metrics: flat(run.metrics),
    params: flat(run.params),
    errors: [...run.errors],
    experiment: run.experiment ?? null,
  }
}

/** By dotted name; files, and the word `data` within them, are left out. */
function flat(files: JsonObject): Record<string, string | number | boolean | null> {
  const found: Record<string, string | number | boolean | null> = {}
  const take = (prefix: string, value: JsonValue) => {
    if (typeof value !== 'object' || value === null) found[prefix] = value
    else if (Array.isArray(value)) found[prefix] = JSON.stringify(value)
    else for (const [name, inner] of Object.entries(value)) take(prefix === '' ? name : `${prefix}.${name}`, inner)
  }
  for (const file of Object.values(files)) take('', dataIn(file))
  return found
}

function dataIn(file: JsonValue): JsonValue {
  if (typeof file !== 'object' || file === null || Array.isArray(file)) return {}
  const { data } = file as JsonObject
  return data !== undefined && typeof data === 'object' ? data : file
}
