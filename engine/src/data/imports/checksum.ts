import { createHash } from 'node:crypto'
import { renderJson, type Value, type ValueMap } from '../../foundation/formats/index.ts'

/**
 * The MD5 that the `.dvc` file of an import has of itself. What only describes, and what follows from the hashes, plays
 * no part, at whatever depth it stands.
 */
export function importChecksum(value: ValueMap): string {
  const counted = new Map([...value].filter(([key]) => !['md5', 'meta', 'desc'].includes(String(key))))
  if (counted.get('wdir') === '.') counted.delete('wdir')
  const text = renderJson(withoutDescriptions(counted), { sortKeys: true })
  return createHash('md5').update(text).digest('hex')
}

/** Whether a `.dvc` file has been edited since its checksum was written. */
export function isChecksumChanged(value: ValueMap): boolean {
  const deps = value.get('deps')
  const isImport = Array.isArray(deps) && deps.length > 0
  return isImport ? value.get('md5') !== importChecksum(value) : value.has('md5')
}

const descriptions = new Set([
  'desc',
  'type',
  'labels',
  'meta',
  'locked',
  'frozen',
  'metric',
  'persist',
  'isexec',
  'size',
  'nfiles',
])

function withoutDescriptions(value: Value): Value {
  if (Array.isArray(value)) return value.map(withoutDescriptions)
  if (!(value instanceof Map)) return value
  return new Map(
    [...value]
      .filter(([key]) => !descriptions.has(String(key)))
      .map(([key, inner]) => [key, withoutDescriptions(inner)]),
  )
}
