import { createHash } from 'node:crypto'
import { readYaml, renderJson, renderYaml, type Value, type ValueMap } from '../foundation/formats/index.ts'
import { type LockEntry, lockEntryFrom, lockEntryValue } from './lock-entry.ts'
import { lockEntryShape } from './lock-schema.ts'

/** Where the run cache keeps a run: all runs from the same inputs share `key`, `value` tells their outputs apart. */
export interface RunCacheName {
  readonly key: string
  readonly value: string
}

/**
 * The names of a run in the run cache, both SHA-256 in hex. `value` is that of the entry's JSON without sizes and file
 * counts; `key` the same with the outputs reduced to their paths.
 */
export function runCacheName(entry: LockEntry): RunCacheName {
  return { key: runCacheKey(entry), value: sha256(withoutSizes(lockEntryValue(entry))) }
}

/** `key` alone; the recorded outputs play no part beyond their paths. */
export function runCacheKey(entry: LockEntry): string {
  const value = withoutSizes(lockEntryValue(entry)) as ValueMap
  return sha256(
    value.set(
      'outs',
      entry.outs.map(({ path }) => path),
    ),
  )
}

/** The place of a run below the cache's `runs` folder. */
export function runCachePath({ key, value }: RunCacheName): string {
  return `${key.slice(0, 2)}/${key}/${value}`
}

export function renderRunCacheEntry(entry: LockEntry): string {
  return renderYaml(lockEntryValue(entry))
}

/** The entry in a file of the run cache, or undefined if the file is damaged. */
export function parseRunCacheEntry(text: string, name: string): LockEntry | undefined {
  const value = readOrUndefined(text, name)
  return value instanceof Map && lockEntryShape(value).length === 0 ? lockEntryFrom(value) : undefined
}

function readOrUndefined(text: string, name: string): Value | undefined {
  try {
    return readYaml(text, name)
  } catch {
    return undefined
  }
}

function sha256(value: Value): string {
  return createHash('sha256')
    .update(renderJson(value, { sortKeys: true }))
    .digest('hex')
}

function withoutSizes(value: Value): Value {
  if (Array.isArray(value)) return value.map(withoutSizes)
  if (!(value instanceof Map)) return value
  const kept = [...value].filter(([key]) => key !== 'size' && key !== 'nfiles')
  return new Map(kept.map(([key, inner]) => [key, withoutSizes(inner)]))
}
