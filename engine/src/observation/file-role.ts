import { basename, extname } from 'node:path/posix'
import { Failure, orFailure } from '../foundation/base/index.ts'
import { readBounded, readJson, readToml, readYaml, type Value, WholeFloat } from '../foundation/formats/index.ts'
import type { FileRole } from './offer.ts'

/** More than this is data, whatever it looks like. */
export const mostBytesOfRole = 256 * 1024

const readers: Readonly<Record<string, (text: string, name: string) => Value>> = {
  '.json': readJson,
  '.yaml': readYaml,
  '.yml': readYaml,
  '.toml': readToml,
}

/** Whether a file that was read is called as files of parameters are. */
export function isParamsFile(path: string): boolean {
  return /^(params|parameters|hparams|config|conf|settings)([._-].*)?\.(ya?ml|json|toml)$|^params\.py$/i.test(
    basename(path),
  )
}

/** Whether what was written are metrics (a mapping of numbers), or rows of numbers to draw. */
export function roleOfWritten(path: string, text: string): Exclude<FileRole, 'params'> | undefined {
  const extension = extname(path).toLowerCase()
  if (extension === '.csv' || extension === '.tsv') return isNumberTable(text, extension) ? 'plots' : undefined
  const read = readers[extension]
  const value = read && orFailure(() => readBounded(() => read(text, path), path))
  if (value === undefined || value instanceof Failure) return undefined
  if (Array.isArray(value)) return value.length > 0 && value.every(isRow) ? 'plots' : undefined
  return isRow(value) ? 'metrics' : undefined
}

/** A mapping, in which only numbers and further mappings are. */
function isRow(value: Value): boolean {
  return value instanceof Map && value.size > 0 && [...value.values()].every((item) => isNumber(item) || isRow(item))
}

function isNumber(value: Value): boolean {
  return typeof value === 'number' || typeof value === 'bigint' || value instanceof WholeFloat
}

function isNumberTable(text: string, extension: string): boolean {
  const separator = extension === '.tsv' ? '\t' : ','
  const [header, ...rows] = text
    .trimEnd()
    .split(/\r?\n/)
    .map((line) => line.split(separator))
  if (header === undefined || rows.length === 0 || header.every(isNumberText)) return false
  return rows.every((row) => row.length === header.length && row.every(isNumberText))
}

function isNumberText(text: string): boolean {
  return text.trim() !== '' && !Number.isNaN(Number(text))
}
