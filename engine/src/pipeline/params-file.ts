import {
  readBounded,
  readJson,
  readPythonParams,
  readToml,
  readYaml,
  Timestamp,
  type Value,
  WholeFloat,
} from '../foundation/formats/index.ts'

/** The content of a params file, by its suffix: `.json`, `.toml`, `.py`, anything else YAML. Empty files hold nothing. */
export function readParamsFile(text: string, path: string): Value {
  const read = readerOf(path)
  const value = read === readYaml ? read(text, path) : readBounded(() => read(text, path), path)
  return isFalse(value) ? new Map() : value
}

/** What Python calls the type of a value, for messages in DVC's words. */
export function pythonTypeName(value: Value): string {
  if (value === null) return 'NoneType'
  if (Array.isArray(value)) return 'list'
  if (value instanceof Map) return 'dict'
  if (value instanceof WholeFloat) return 'float'
  if (value instanceof Timestamp) return /[T ]/.test(value.text) ? 'datetime' : 'date'
  if (typeof value === 'number') return Number.isInteger(value) ? 'int' : 'float'
  return { boolean: 'bool', string: 'str', bigint: 'int' }[typeof value as 'boolean' | 'string' | 'bigint']
}

/** Whether Python takes a value for false. */
export function isFalse(value: Value): boolean {
  if (Array.isArray(value)) return value.length === 0
  if (value instanceof Map) return value.size === 0
  return value instanceof WholeFloat ? value.value === 0 : !value
}

function readerOf(path: string): (text: string, name: string) => Value {
  const suffix = /[^/](\.[^./]*)$/.exec(path)?.[1]?.toLowerCase()
  switch (suffix) {
    case '.json':
      return readJson
    case '.toml':
      return readToml
    case '.py':
      return readPythonParams
    default:
      return readYaml
  }
}
