import { joinRepo, type RepoPath } from '../foundation/base/index.ts'
import { pythonText, readYaml, type Scalar, type Value } from '../foundation/formats/index.ts'
import { selectParams } from '../pipeline/index.ts'
import { hiddenSecret, type NamedValue, namedValues } from './command-values.ts'
import type { WatchedCommand, WatchedRun } from './watched-run.ts'

/** Contents of files of parameters by path. */
export type ParamsFiles = ReadonlyMap<string, Value>

export interface OfferedCommand {
  /** As a stage has it. */
  readonly text: string
  /** Parameters that its values are, by the path of their file. */
  readonly keys: ReadonlyMap<string, readonly string[]>
  /** Those of `params.yaml` that are not there yet. */
  readonly newParams: ReadonlyMap<string, Scalar>
}

/** The command of the second run; values that differ from the first stand in `params.yaml`. */
export function offerCommand(
  [earlier, latest]: readonly [WatchedRun, WatchedRun],
  params: ParamsFiles,
): OfferedCommand {
  const defaultFile = joinRepo(latest.directory, 'params.yaml')
  const words = latest.command.words.map((word) => literalText(word, latest.command.isLine))
  const keys = new Map<string, string[]>()
  const newParams = new Map<string, Scalar>()
  for (const { key: named, value, index, before } of variedValues(earlier, latest)) {
    const { file, key } = placeOf(params, named) ?? { file: defaultFile, key: named }
    keys.set(file, [...(keys.get(file) ?? []), key])
    if (file !== defaultFile) continue
    if (selectParams(params.get(file) ?? null, [key]).size === 0) newParams.set(key, scalarOf(value))
    words[index] = before + (isPlain(value) ? `\${${key}}` : `"\${${key}}"`)
  }
  return { text: words.join(' '), keys, newParams }
}

/** Named values that differ between the runs. What stands for a secret never does. */
function variedValues(earlier: WatchedRun, latest: WatchedRun): NamedValue[] {
  const before = new Map(namedValues(earlier.command.words).map(({ index, value }) => [index, value]))
  return namedValues(latest.command.words).filter(
    ({ index, value, key }) => before.get(index) !== value && value !== hiddenSecret && isKey(key),
  )
}

function isKey(key: string): boolean {
  return /^[A-Za-z_]\w*(\.[A-Za-z_]\w*)*$/.test(key)
}

/** The file and the key that have the name, at the top or, if nowhere else, deeper. */
function placeOf(params: ParamsFiles, named: string): { readonly file: RepoPath; readonly key: string } | undefined {
  for (const [file, content] of params) {
    const keys = leafKeys(content)
    const found = keys.filter((key) => key === named || key.endsWith(`.${named}`))
    const key = found.includes(named) ? named : found.length === 1 ? found[0] : undefined
    if (key !== undefined) return { file: file as RepoPath, key }
  }
  return undefined
}

function leafKeys(content: Value, prefix = ''): string[] {
  if (!(content instanceof Map)) return prefix === '' ? [] : [prefix.slice(1)]
  return [...content].flatMap(([key, value]) => leafKeys(value, `${prefix}.${pythonText(key)}`))
}

/** A value of a command line as `params.yaml` would have it; text where that would print otherwise. */
export function scalarOf(text: string): Scalar {
  if (!/^([+-]?[\d.]+(e[+-]?\d+)?|true|false)$/i.test(text)) return text
  const value = readYaml(text, 'value')
  if (value === null || Array.isArray(value) || value instanceof Map) return text
  return isPrintedAs(value, text) ? value : text
}

function isPrintedAs(value: Scalar, text: string): boolean {
  return typeof value === 'boolean' ? text === String(value) : pythonText(value) === text
}

/** A word as a stage's command has it: quoted for the shell, and no `${…}` of ours. */
function literalText(word: string, isLine: boolean): string {
  return quotedWord(word, isLine).replaceAll('${', '\\${')
}

/** A command as its line for the shell. */
export function commandText({ words, isLine }: WatchedCommand): string {
  return words.map((word) => quotedWord(word, isLine)).join(' ')
}

function quotedWord(word: string, isLine: boolean): string {
  return isLine || isPlain(word) ? word : `'${word.replaceAll("'", `'"'"'`)}'`
}

function isPlain(word: string): boolean {
  return /^[\w@%+=:,./-]+$/.test(word)
}
