import { Failure } from '../../foundation/base/index.ts'
import {
  editPythonParams,
  editToml,
  editYamlInPlace,
  readBounded,
  readJson,
  readPythonParams,
  readToml,
  readYaml,
  renderJson,
  type Value,
  type ValueMap,
} from '../../foundation/formats/index.ts'

/** How the params files of a kind are read and changed; kinds go by the ending of the file's name. */
export interface ParamsFormat {
  read(text: string, name: string): Value
  edit(text: string, value: ValueMap, name: string): string
}

const formats: Readonly<Record<string, ParamsFormat>> = {
  '.json': { read: readJson, edit: (_, value) => renderJson(value) },
  '.py': { read: readPythonParams, edit: editPythonParams },
  '.toml': { read: readToml, edit: editToml },
}

const yaml: ParamsFormat = { read: readYaml, edit: editYamlInPlace }

/** Everything that has no format of its own is YAML. */
export function paramsFormatOf(file: string): ParamsFormat {
  const name = file.slice(file.lastIndexOf('/') + 1)
  const dot = name.lastIndexOf('.')
  return (dot > 0 ? formats[name.slice(dot).toLowerCase()] : undefined) ?? yaml
}

/** What a params file holds; a file that is not there holds nothing. */
export function readParams(file: string, text: string | undefined): ValueMap {
  const value = text === undefined ? new Map() : readBounded(() => paramsFormatOf(file).read(text, file), file)
  if (value instanceof Map) return value
  if (isFalsy(value)) return new Map()
  throw new Failure('override-invalid', `"${file}" holds no keys, so \`--set-param\` has nothing to set there.`)
}

function isFalsy(value: Value): boolean {
  return !value || (Array.isArray(value) && value.length === 0)
}
