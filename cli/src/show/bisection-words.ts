import type { Factor } from '@sterna/engine'

type Value = Extract<Factor, { kind: 'param' }>['before']

/** A change as a person knows it. */
export function factorLine(factor: Factor): string {
  switch (factor.kind) {
    case 'param':
      return `parameter ${factorName(factor)}: ${shownValue(factor.before)} → ${shownValue(factor.after)}`
    case 'entry':
      return `${factor.relpath}: ${factor.before === undefined ? 'added' : factor.after === undefined ? 'deleted' : 'modified'}`
    default:
      return `${factor.kind === 'code' ? 'file' : factor.kind} ${factor.path}: ${factor.change}${factor.oldPath === undefined ? '' : ` from ${factor.oldPath}`}`
  }
}

/** What it is called: a path, or of a parameter its file and name. */
export function factorName(factor: Factor): string {
  if (factor.kind === 'param')
    return [factor.file, ...(factor.keys.length > 0 ? [factor.keys.join('.')] : [])].join(':')
  return factor.kind === 'entry' ? `${factor.file.replace(/\.dvc$/, '')}/${factor.relpath}` : factor.path
}

/** A value on one line. */
export function shownValue(value: Value): string {
  if (value === undefined) return 'none'
  return typeof value === 'object' ? JSON.stringify(plain(value)) : String(value)
}

/** The same for JSON. */
export function plain(value: Value): unknown {
  if (value instanceof Map) return Object.fromEntries([...value].map(([key, inner]) => [String(key), plain(inner)]))
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value === 'object' && value !== null && 'value' in value) return value.value
  return typeof value === 'bigint' ? Number(value) : value
}

/** A metric, with six digits. */
export function shownNumber(value: number): string {
  return String(Number(value.toPrecision(6)))
}

export function shortId(commit: string): string {
  return commit.slice(0, 7)
}
