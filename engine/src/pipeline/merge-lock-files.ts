import { changedSide, type Merging, mapSides, mergeKeys, mergeValue, type Sides } from '../data/index.ts'
import { equalLikePython, type Value, type ValueMap } from '../foundation/formats/index.ts'

/**
 * Merges the contents of `dvc.lock` files stage by stage. An entry says that these inputs gave these outputs, so it is
 * taken from one side whole: one that is put together from two would tell of a run that never was.
 */
export function mergeLockFiles(sides: Sides<ValueMap>, merging: Merging): ValueMap {
  return mergeKeys(sides, (key, values) => {
    if (key === 'stages') return mergeNamed(mapsOf(values), merging, (name) => `stage '${name}'`)
    if (key === 'datasets') return mergeDatasets(values, merging)
    return mergeValue(values, `'${String(key)}'`, merging)
  })
}

function mergeNamed(sides: Sides<ValueMap>, merging: Merging, subject: (name: string) => string): ValueMap {
  return mergeKeys(sides, (name, entries) => {
    const changed = changedSide(entries, equalLikePython)
    if (changed !== 'both') return entries[changed]
    const [ours, theirs] = [shownEntry(entries.ours), shownEntry(entries.theirs)]
    merging.conflicts.push({ subject: subject(String(name)), ours, theirs })
    return entries[merging.side]
  })
}

/** Datasets are a list whose items have names. */
function mergeDatasets(values: Sides<Value>, merging: Merging): Value {
  const sides = mapSides(values, byName)
  return [...mergeNamed(sides, merging, (name) => `dataset '${name}'`).values()]
}

function byName(datasets: Value | undefined): ValueMap {
  return new Map(Array.isArray(datasets) ? (datasets as ValueMap[]).map((one) => [String(one.get('name')), one]) : [])
}

function mapsOf({ base, ours, theirs }: Sides<Value>): Sides<ValueMap> {
  const map = (value: Value | undefined) => (value instanceof Map ? value : undefined)
  return { base: map(base), ours: map(ours), theirs: map(theirs) }
}

/** `model.bin: 60b7…, metrics.json: 1f3a…` */
function shownEntry(entry: Value | undefined): string {
  if (!(entry instanceof Map)) return 'deleted'
  const outs = entry.get('outs')
  const shown = Array.isArray(outs)
    ? (outs as ValueMap[]).map((out) => `${String(out.get('path'))} ${String(out.get('md5'))}`)
    : []
  return shown.length === 0 ? 'changed' : shown.join(', ')
}
