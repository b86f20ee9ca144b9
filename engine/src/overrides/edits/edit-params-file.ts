import { Failure } from '../../foundation/base/index.ts'
import { editParamsText, readParamsFile, type ValueMap } from '../../foundation/formats/index.ts'
import { applyOverrides, resolveNewValues } from '../config/apply-overrides.ts'
import { copyOf } from '../config/nodes.ts'
import type { VariableLookup } from '../config/resolver.ts'
import type { Override } from '../grammar/override.ts'
import { type ParamChange, paramChanges } from './changes.ts'

export interface ParamsFileRequest {
  /** As it is called in `-S`; the ending says how it is read. */
  readonly file: string
  /** Undefined if there is no such file, which is then made. */
  readonly text: string | undefined
  readonly overrides: readonly Override[]
  readonly environment: VariableLookup
}

export interface EditedParamsFile {
  /** The same text if nothing changed. */
  readonly text: string
  readonly changes: readonly ParamChange[]
}

/**
 * The text of a params file with overrides applied: comments, quotes, style and all that does not change stay as they are. In a
 * file that DVC could have written, the bytes are those that DVC would write. Interpolations in the overrides are resolved;
 * those that stand in the file are left alone.
 * @throws Failure `override-invalid` for an override that does not fit, `file-format` if the file cannot be read.
 */
export function editParamsFile({ file, text, overrides, environment }: ParamsFileRequest): EditedParamsFile {
  const before = text === undefined ? new Map() : paramsIn(text, file)
  const root = copyOf(before) as ValueMap
  const target = { root, name: file, environment }
  applyOverrides(target, overrides)
  const after = resolveNewValues(target, before)
  const changes = paramChanges(before, after)
  if (changes.length === 0 && text !== undefined) return { text, changes }
  return { text: editParamsText(text ?? '', after, file), changes }
}

function paramsIn(text: string, file: string): ValueMap {
  const value = readParamsFile(text, file)
  if (value instanceof Map) return value
  throw new Failure('override-invalid', `"${file}" holds no keys, so \`--set-param\` has nothing to set there.`)
}
