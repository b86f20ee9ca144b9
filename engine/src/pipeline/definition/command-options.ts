import { pythonText, type Value, type ValueMap } from '../../foundation/formats/index.ts'
import type { ParsingOptions } from './stage.ts'
import { TemplateMistake } from './template-mistake.ts'

/**
 * A dictionary as options of a command: `--lr 0.1 --net.layers 3`. Nested keys are joined with dots; true shows the
 * option alone, false leaves it out or writes `--no-…`; a list follows its option, or repeats it.
 */
export function commandOptions(values: ValueMap, parsing: ParsingOptions = {}): string {
  return leavesOf(values, '')
    .flatMap(([key, value]) => optionWords(key, value, parsing))
    .join(' ')
    .trimEnd()
}

function leavesOf(values: ValueMap, prefix: string): [string, Exclude<Value, ValueMap>][] {
  return [...values].flatMap(([key, value]) => {
    const name = `${prefix}${pythonText(key)}`
    return value instanceof Map ? leavesOf(value, `${name}.`) : [[name, value] as [string, Exclude<Value, ValueMap>]]
  })
}

function optionWords(key: string, value: Exclude<Value, ValueMap>, parsing: ParsingOptions): string[] {
  if (value === true) return [`--${key}`]
  if (value === false) return parsing.bool === 'boolean_optional' ? [`--no-${key}`] : []
  if (!Array.isArray(value)) return [`--${key}`, wordOf(value)]
  const words = value.map((item) => {
    if (Array.isArray(item) || item instanceof Map) {
      throw new TemplateMistake('syntax', `Cannot interpolate nested iterable in '${key}'`)
    }
    return wordOf(item)
  })
  if (parsing.list === 'append') return words.flatMap((word) => [`--${key}`, word])
  return words.length === 0 ? [] : [`--${key}`, ...words]
}

function wordOf(value: Value): string {
  return typeof value === 'string' ? quoteForShell(value) : pythonText(value)
}

/** A word that a POSIX shell reads as this text. */
function quoteForShell(text: string): string {
  if (/^[A-Za-z0-9@%+=:,./_-]+$/.test(text)) return text
  return text === '' ? "''" : `'${text.replaceAll("'", `'"'"'`)}'`
}
