import type { Cell, RunValue } from '@sterna/api'
import { quoted } from '../../parts/shell-word.ts'

const usualFile = 'params.yaml'

/** What was typed into a form, by the id of the parameter. */
export type Typed = Readonly<Record<string, string>>

export function paramId({ file, name }: Pick<RunValue, 'file' | 'name'>): string {
  return file === usualFile ? name : `${file}:${name}`
}

/** The values to set, so that the work tree as it is has the parameters of the run but for those that were typed. */
export function setParams(values: readonly RunValue[], typed: Typed): string[] {
  return values
    .filter(({ kind }) => kind === 'params')
    .flatMap((param) => {
      const text = typed[paramId(param)]
      if (text !== undefined && text !== fieldText(param.value)) return [`${paramId(param)}=${text}`]
      return param.value === param.here ? [] : [`${paramId(param)}=${literal(param.value)}`]
    })
}

/** A value as a field shows it. */
export function fieldText(value: Cell): string {
  return value === null ? 'null' : String(value)
}

/** The command that queues the same. */
export function variationCommand(name: string, params: readonly string[], starts: boolean): string {
  const called = name === '' ? [] : ['-n', quoted(name)]
  const words = ['sterna exp run --queue', ...called, ...params.map((param) => `-S ${quoted(param)}`)]
  return `${words.join(' ')}${starts ? ' && sterna queue start' : ''}`
}

/** As the language of overrides has it: a text that could be taken for something else stands in quotes. */
function literal(value: Cell): string {
  if (typeof value !== 'string') return fieldText(value)
  const isPlain = /^[A-Za-z_][\w./-]*$/.test(value) && !/^(true|false|null|nan|inf)$/i.test(value)
  if (isPlain || /^[[{]/.test(value)) return value
  return `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
}
