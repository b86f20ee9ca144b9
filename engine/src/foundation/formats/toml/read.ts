import type { parse, TomlDate } from 'smol-toml'
import { formatFailure } from '../format-failure.ts'
import { loadPackage } from '../load-package.ts'
import { float, int, Timestamp, type Value } from '../values.ts'

const toml = () => loadPackage<typeof import('smol-toml')>('smol-toml')

type TomlValue = ReturnType<typeof parse>[string] | bigint

/**
 * Reads TOML 1.0. `1.0` stays a float, ints have no limit, dates and times become Timestamps in Python's form (a blank
 * between date and time). Keys that are whole numbers come first in their table, because the parser loses their place.
 * @throws Failure `file-format` with line and column; `name` is what the file is called there.
 */
export function readToml(text: string, name: string): Value {
  const { parse, TomlError } = toml()
  try {
    return valueOf(parse(text, { integersAsBigInt: true }) as TomlValue)
  } catch (error) {
    if (!(error instanceof TomlError)) throw error
    const reason = (error.message.split('\n')[0] ?? '').replace('Invalid TOML document: ', '')
    throw formatFailure('TOML', name, text, error, reason)
  }
}

function valueOf(value: TomlValue): Value {
  if (typeof value === 'string' || typeof value === 'boolean') return value
  if (typeof value === 'number') return float(value)
  if (typeof value === 'bigint') return int(value)
  if (Array.isArray(value)) return value.map(valueOf)
  if (value instanceof toml().TomlDate) return new Timestamp(timeText(value))
  return new Map(Object.entries(value).map(([key, item]) => [key, valueOf(item as TomlValue)]))
}

/** `2020-01-01`, `2020-01-01 10:00:00`, `10:00:00.500000`, `2020-01-01 10:00:00+00:00`. */
function timeText(date: TomlDate): string {
  return date
    .toISOString()
    .replace('T', ' ')
    .replace('Z', '+00:00')
    .replace(/\.(\d{3})/, (_, milliseconds: string) => (milliseconds === '000' ? '' : `.${milliseconds}000`))
}
