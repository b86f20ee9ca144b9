import { equalLikePython, type Scalar, type Value, type ValueMap } from '../../foundation/formats/index.ts'

/** One thing as it was before two people changed it, and as each of them left it. Undefined: not there. */
export interface Sides<Thing> {
  readonly base: Thing | undefined
  readonly ours: Thing | undefined
  readonly theirs: Thing | undefined
}

export type Side = 'ours' | 'theirs'

/** A thing that both sides changed, each in its own way. */
export interface MergeConflict {
  /** `data/a.csv`, `stage 'train'`, `desc`. */
  readonly subject: string
  /** What the side has made of it: a hash, a value, `deleted`. */
  readonly ours: string
  readonly theirs: string
}

/** What a merge knows while it is at work. */
export interface Merging {
  /** The side that contested things are taken from. */
  readonly side: Side
  readonly conflicts: MergeConflict[]
}

/** Tells which side's version is the result when only one has changed it, or both in the same way. */
export function changedSide<Thing>(
  { base, ours, theirs }: Sides<Thing>,
  equal: (a: Thing, b: Thing) => boolean,
): Side | 'both' {
  const same = (a: Thing | undefined, b: Thing | undefined) =>
    a === undefined || b === undefined ? a === b : a === b || equal(a, b)
  if (same(ours, theirs) || same(base, theirs)) return 'ours'
  return same(base, ours) ? 'theirs' : 'both'
}

/** The merged value; one that both sides changed is taken from the preferred side and noted as a conflict. */
export function mergeValue(sides: Sides<Value>, subject: string, merging: Merging): Value | undefined {
  const changed = changedSide(sides, equalLikePython)
  if (changed !== 'both') return sides[changed]
  merging.conflicts.push({ subject, ours: shownValue(sides.ours), theirs: shownValue(sides.theirs) })
  return sides[merging.side]
}

/** Merges key by key. The keys of our side keep their order, those that only the other side has follow. */
export function mergeKeys(
  { base, ours, theirs }: Sides<ValueMap>,
  merge: (key: Scalar, sides: Sides<Value>) => Value | undefined,
): ValueMap {
  const merged: ValueMap = new Map()
  for (const key of new Set([...(ours?.keys() ?? []), ...(theirs?.keys() ?? [])])) {
    const value = merge(key, { base: base?.get(key), ours: ours?.get(key), theirs: theirs?.get(key) })
    if (value !== undefined) merged.set(key, value)
  }
  return merged
}

export function mapSides<From, To>({ base, ours, theirs }: Sides<From>, map: (from: From) => To): Sides<To> {
  const mapped = (from: From | undefined) => (from === undefined ? undefined : map(from))
  return { base: mapped(base), ours: mapped(ours), theirs: mapped(theirs) }
}

/** A value as a person reads it in the list of conflicts. */
export function shownValue(value: Value | undefined): string {
  if (value === undefined) return 'deleted'
  return value === null || typeof value !== 'object' ? String(value) : 'changed'
}
