import { createHash } from 'node:crypto'
import { renderJson, type ValueMap } from '../../foundation/formats/index.ts'
import { type LockEntry, lockEntryValue } from '../../pipeline/index.ts'

/**
 * What DVC calls an experiment in its message: the SHA-256 of the JSON of the lock entries of all stages that ran, by
 * their names. Nothing ran: that of `{}`.
 */
export function experimentHash(entries: ReadonlyMap<string, LockEntry>): string {
  const value: ValueMap = new Map([...entries].map(([name, entry]) => [name, lockEntryValue(entry)]))
  return createHash('sha256')
    .update(renderJson(value, { sortKeys: true }))
    .digest('hex')
}
