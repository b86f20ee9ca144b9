import { Failure } from '../base/index.ts'
import { identicalValues } from './equality.ts'
import { pythonLiteral } from './python-literal.ts'
import { findPythonParams, type PythonParams, readPythonParams, split } from './python-params.ts'
import { pythonRepr } from './python-text.ts'
import type { PythonToken } from './python-tokens.ts'
import { TextEdits } from './text-edits.ts'
import type { Value, ValueMap } from './values.ts'

/**
 * The text of a Python file after its parameters have become `newValue`: each value is replaced where it is assigned.
 * @throws Failure `unsupported` for new and removed parameters, which would be code to write, and for values without a literal.
 */
export function editPythonParams(oldText: string, newValue: ValueMap, name: string): string {
  const text = oldText.replaceAll(/\r\n?/g, '\n')
  const editor = new PythonEditor(text, name)
  editor.changeParams(findPythonParams(text, name), newValue)
  const edited = editor.text()
  if (edited === undefined || !identicalValues(readPythonParams(edited, name), newValue)) throw notEditable(name)
  return edited
}

class PythonEditor {
  readonly #name: string
  readonly #edits: TextEdits

  constructor(text: string, name: string) {
    this.#name = name
    this.#edits = new TextEdits(text)
  }

  text(): string | undefined {
    return this.#edits.result()
  }

  changeParams(params: PythonParams, next: ValueMap): void {
    if (params.size !== next.size) throw notEditable(this.#name)
    for (const [key, param] of params) {
      const value = next.get(key)
      if (value === undefined) throw notEditable(this.#name)
      if (!(param instanceof Map)) this.#change(param as { value: Value; tokens: readonly PythonToken[] }, value)
      else if (value instanceof Map) this.changeParams(param, value)
      else throw notEditable(this.#name)
    }
  }

  #change({ value: old, tokens }: { value: Value; tokens: readonly PythonToken[] }, value: Value): void {
    if (identicalValues(old, value)) return
    const entries = old instanceof Map && value instanceof Map ? dictEntries(tokens) : undefined
    if (!entries || !(value instanceof Map) || !hasSameKeys(entries, value)) return this.#replace(tokens, value)
    for (const [key, entry] of entries) this.#change(entry, value.get(key) as Value)
  }

  #replace(tokens: readonly PythonToken[], value: Value): void {
    const [first, last] = [tokens[0] as PythonToken, tokens.at(-1) as PythonToken]
    this.#edits.replace(first.start, last.start + last.text.length, spelled(value, first.text))
  }
}

type Entry = { readonly value: Value; readonly tokens: readonly PythonToken[] }

/** The entries of a dict literal; undefined if its keys are no texts or numbers. */
function dictEntries(tokens: readonly PythonToken[]): Map<string, Entry> | undefined {
  const entries = new Map<string, Entry>()
  for (const entry of split(tokens.slice(1, -1), ',').filter(({ length }) => length > 0)) {
    const [key = [], value = []] = split(entry, ':')
    const [name, read] = [pythonLiteral(key), pythonLiteral(value)]
    if (typeof name !== 'string' || read === undefined) return undefined
    entries.set(name, { value: read, tokens: value })
  }
  return entries
}

function hasSameKeys(entries: ReadonlyMap<string, Entry>, value: ValueMap): boolean {
  return entries.size === value.size && [...entries.keys()].every((key) => value.has(key))
}

/** Texts keep their kind of quotes, tuples and sets their brackets. */
function spelled(value: Value, old: string): string {
  const text = pythonRepr(value)
  if (typeof value === 'string' && old.startsWith('"') && !/["'\\]/.test(value) && text.startsWith("'")) {
    return `"${text.slice(1, -1)}"`
  }
  if (!Array.isArray(value) || old !== '(') return text
  return value.length === 1 ? `(${text.slice(1, -1)},)` : `(${text.slice(1, -1)})`
}

function notEditable(name: string): Failure {
  return new Failure('unsupported', `"${name}" is code: values can be changed in it, but no keys added or removed.`, {
    hint: `Change "${name}" in an editor, or keep parameters in a YAML file.`,
  })
}
