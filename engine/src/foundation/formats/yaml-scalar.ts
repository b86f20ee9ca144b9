import { pythonFloatText } from './float-text.ts'
import { float, type Scalar, Timestamp, WholeFloat } from './values.ts'

const intPattern = /^[-+]?(?:0b[01_]+|0o?[0-7_]+|0x[0-9a-fA-F_]+|[0-9_]+)$/
const floatPattern =
  /^(?:[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+]?[0-9]+)?|[-+]?[0-9][0-9_]*[eE][-+]?[0-9]+|[-+]?\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?)$/
const timestampPattern =
  /^\d{4}-\d\d-\d\d$|^\d{4}-\d\d?-\d\d?(?:[Tt]|[ \t]+)\d\d?:\d\d:\d\d(?:\.\d*)?(?:[ \t]*(?:Z|[-+]\d\d?(?::\d\d)?))?$/
const words: Readonly<Record<string, Scalar>> = {
  '': null,
  '~': null,
  null: null,
  Null: null,
  NULL: null,
  true: true,
  True: true,
  TRUE: true,
  false: false,
  False: false,
  FALSE: false,
  '.inf': Infinity,
  '.Inf': Infinity,
  '.INF': Infinity,
  '+.inf': Infinity,
  '-.inf': -Infinity,
  '-.Inf': -Infinity,
  '-.INF': -Infinity,
  '.nan': NaN,
  '.NaN': NaN,
  '.NAN': NaN,
}

/** What a plain scalar stands for in YAML 1.2 as ruamel.yaml reads it: null, flag, int, float, date, or the text itself. */
export function resolvePlain(text: string): Scalar {
  if (Object.hasOwn(words, text)) return words[text]!
  const first = text.charCodeAt(0)
  const mayBeNumber = (first >= 48 && first <= 57) || first === 43 || first === 45 || first === 46 || first === 95
  if (!mayBeNumber) return text
  if (intPattern.test(text) && /\d/.test(text)) return intFrom(text)
  if (floatPattern.test(text)) return float(Number(text.replaceAll('_', '')))
  return timestampPattern.test(text) ? new Timestamp(text) : text
}

/** A leading zero means nothing; only `0o`, `0x` and `0b` change the base. */
function intFrom(text: string): number | bigint {
  const digits = text.replaceAll('_', '').replace(/^[-+]/, '')
  const magnitude = BigInt(/^0[box]/.test(digits) ? digits : digits.replace(/^0+(?=\d)/, ''))
  const value = text.startsWith('-') ? -magnitude : magnitude
  return value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER ? Number(value) : value
}

export type TextStyle = 'plain' | 'single' | 'double'

/** How ruamel.yaml writes a text on one line; `inFlow` inside brackets. */
export function textStyle(text: string, inFlow = false): TextStyle {
  if (/[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\t\ufeff\ud800-\udfff]/.test(withoutPairs(text)) || text.includes('\r'))
    return 'double'
  if (isPlain(text, inFlow)) return 'plain'
  return text.includes("'") || /[\n\x85\u2028\u2029]/.test(text) ? 'double' : 'single'
}

function isPlain(text: string, inFlow: boolean): boolean {
  if (text === '' || text === '=' || text === '<<' || typeof resolvePlain(text) !== 'string') return false
  if (/^[ ]|[ ]$|[\n\x85\u2028\u2029]/.test(text) || /^(?:---|\.\.\.)/.test(text)) return false
  if (/^[#,[\]{}&*!|>'"%@`]/.test(text) || /^[-?:](?:[ ]|$)/.test(text)) return false
  if (/:(?:[ ]|$)| #/.test(text)) return false
  return !(inFlow && (/[,?[\]{}]/.test(text) || /^[-?:]/.test(text) || text.includes(':')))
}

function withoutPairs(text: string): string {
  return text.replace(/[\ud800-\udbff][\udc00-\udfff]/g, '')
}

const escapes: Readonly<Record<string, string>> = {
  '\0': '\\0',
  '\x07': '\\a',
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\v': '\\v',
  '\f': '\\f',
  '\r': '\\r',
  '\x1b': '\\e',
  '"': '\\"',
  '\\': '\\\\',
  '\x85': '\\N',
  '\xa0': '\\_',
  '\u2028': '\\L',
  '\u2029': '\\P',
}

/** A character of a double-quoted scalar: as it is if it can be printed, otherwise escaped. */
export function escapeCharacter(character: string): string {
  if (character === '\xa0') return character
  const known = escapes[character]
  if (known !== undefined) return known
  const code = character.codePointAt(0)!
  if (
    (code >= 0x20 && code <= 0x7e) ||
    (code >= 0xa0 && code <= 0xd7ff) ||
    (code >= 0xe000 && code <= 0xfffd && code !== 0xfeff) ||
    code >= 0x10000
  )
    return character
  const hex = code.toString(16).toUpperCase()
  if (code <= 0xff) return `\\x${hex.padStart(2, '0')}`
  return code <= 0xffff ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`
}

/** Numbers, flags and dates as they are written; a null is nothing at all in block style. */
export function plainScalarText(value: Exclude<Scalar, string>, inFlow = false): string {
  if (value === null) return inFlow ? 'null' : ''
  if (typeof value === 'boolean') return value ? 'true' : 'false'
  if (value instanceof Timestamp) return value.text
  if (value instanceof WholeFloat) return yamlFloat(value.value)
  return typeof value === 'number' && !Number.isInteger(value) ? yamlFloat(value) : String(value)
}

function yamlFloat(value: number): string {
  if (Number.isNaN(value)) return '.nan'
  if (Number.isFinite(value)) return pythonFloatText(value)
  return value > 0 ? '.inf' : '-.inf'
}
