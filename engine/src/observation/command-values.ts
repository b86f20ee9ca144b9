/** A value of a command that has a name: `--lr 0.1`, `--lr=0.1`, `-n 3`, `train.lr=0.1`, `LR=0.1` before a program. */
export interface NamedValue {
  /** As a key of parameters: `lr`, `batch_size`, `train.lr`. */
  readonly key: string
  readonly value: string
  /** Which word it stands in, and what stands before it there. */
  readonly index: number
  readonly before: string
}

/** Names of code rather than of values: `python -m train`, `sh -c '…'`. */
const namesOfCode = new Set(['-m', '-c', '-e'])

/** The values of a command that have names. A word behind an option counts as its value. */
export function namedValues(words: readonly string[]): NamedValue[] {
  return words.flatMap((word, index) => valueAt(words, word, index))
}

function valueAt(words: readonly string[], word: string, index: number): NamedValue[] {
  const [, name, value] = /^((?:--?)?[A-Za-z][\w.-]*)=(.*)$/s.exec(word) ?? []
  if (name !== undefined) return [{ key: keyOf(name), value: value!, index, before: `${name}=` }]
  const next = words[index + 1]
  if (!isOption(word) || namesOfCode.has(word) || next === undefined || isOption(next)) return []
  return [{ key: keyOf(word), value: next, index: index + 1, before: '' }]
}

function isOption(word: string): boolean {
  return /^--?[A-Za-z]/.test(word)
}

function keyOf(name: string): string {
  return name.replace(/^-+/, '').replaceAll('-', '_')
}

/** The same words with `·` for each value that has a name and each number: equal for runs that do the same with other values. */
export function abstractWords(words: readonly string[]): string[] {
  const values = new Map(namedValues(words).map((value) => [value.index, value]))
  return words.map((word, index) => {
    const value = values.get(index)
    if (value) return `${value.before}·`
    return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(word) ? '·' : word
  })
}

const secretName =
  /(password|passwd|passphrase|(^|[_.])pass|secret|token|api_?key|access_?key|secret_?key|private_?key|credentials?)$/i
export const hiddenSecret = '***'

/** The words without what options take that are called like secrets; nobody has to keep those. */
export function withoutSecrets(words: readonly string[]): string[] {
  const secrets = namedValues(words).filter(({ key }) => secretName.test(key))
  const hidden = new Map(secrets.map(({ index, before }) => [index, `${before}${hiddenSecret}`]))
  return words.map((word, index) => hidden.get(index) ?? hideInUrl(word))
}

/** The same for a line of a shell. */
export function lineWithoutSecrets(line: string): string {
  const shown = withoutSecrets(line.match(shellWord) ?? [])
  let index = 0
  return line.replaceAll(shellWord, () => shown[index++]!).replaceAll(authorization, `$1${hiddenSecret}`)
}

const shellWord = /(?:"(?:\\.|[^"\\])*"|'[^']*'|[^\s'"]|['"])+/g
const authorization = /(authorization:\s*(?:\w+\s+)?)[^\s'"]+/gi

/** A password, or what stands alone before the host and may well be a token; the user of `ssh://git@host` stays. */
function hideInUrl(word: string): string {
  return word
    .replaceAll(/(\w+:\/\/[^/@\s:]*):[^/@\s]+@/g, `$1:${hiddenSecret}@`)
    .replaceAll(/(https?:\/\/)[^/@\s:]+@/g, `$1${hiddenSecret}@`)
}
