import { readBounded } from './bounded-value.ts'
import { readJson, renderJson } from './json.ts'
import { editPythonParams } from './python-edit.ts'
import { readPythonParams } from './python-params.ts'
import { editToml, readToml } from './toml/index.ts'
import { isFalse, type Value, type ValueMap } from './values.ts'
import { editYamlInPlace, readYaml } from './yaml/index.ts'

/** How the params files of a kind are read and changed; kinds go by the ending of the file's name. */
interface ParamsFormat {
  read(text: string, name: string): Value
  edit(text: string, value: ValueMap, name: string): string
}

const formats: Readonly<Record<string, ParamsFormat>> = {
  '.json': { read: readJson, edit: (_, value) => renderJson(value) },
  '.py': { read: readPythonParams, edit: editPythonParams },
  '.toml': { read: readToml, edit: editToml },
}

/** What reads YAML sees to the bounds of its value itself. */
const yaml: ParamsFormat = { read: readYaml, edit: editYamlInPlace }

/** The content of a params file, by its suffix: `.json`, `.toml`, `.py`, anything else YAML. Empty files hold nothing. */
export function readParamsFile(text: string, path: string): Value {
  const format = formatOf(path)
  const value = format === yaml ? format.read(text, path) : readBounded(() => format.read(text, path), path)
  return isFalse(value) ? new Map() : value
}

/** The text of a params file after its content has become `newValue`; only what changes is written anew, except in JSON. */
export function editParamsText(oldText: string, newValue: ValueMap, path: string): string {
  return formatOf(path).edit(oldText, newValue, path)
}

function formatOf(path: string): ParamsFormat {
  const suffix = /[^/](\.[^./]*)$/.exec(path)?.[1]?.toLowerCase()
  return (suffix === undefined ? undefined : formats[suffix]) ?? yaml
}
