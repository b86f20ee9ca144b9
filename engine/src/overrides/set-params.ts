import type { Override } from './grammar/override.ts'
import { parseOverride } from './grammar/parse-override.ts'
import type { Random } from './grammar/shuffled.ts'

/** The overrides of each params file, in the order in which they were given. */
export type FileOverrides = ReadonlyMap<string, readonly Override[]>

const defaultParamsFile = 'params.yaml'

/**
 * Takes the values of `-S` apart: `[file:]override`. There is a file if a `:` stands before the first `=`, and it ends at the
 * first one. Files are named as they were typed.
 * @throws Failure `override-invalid` for what is no override.
 */
export function parseSetParams(values: readonly string[], random: Random): FileOverrides {
  const files = new Map<string, Override[]>()
  for (const value of values) {
    const { file, override } = splitFile(value)
    const overrides = files.get(file) ?? []
    files.set(file, [...overrides, parseOverride(override, random)])
  }
  return files
}

function splitFile(value: string): { file: string; override: string } {
  const [beforeEqual = ''] = value.split('=', 1)
  const colon = beforeEqual.indexOf(':')
  if (colon === -1) return { file: defaultParamsFile, override: value }
  return { file: value.slice(0, colon), override: value.slice(colon + 1) }
}
