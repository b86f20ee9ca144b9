import { float, int, type Scalar, type WholeFloat } from '../values.ts'

/** What a plain scalar means in YAML 1.1, the language of Hydra's files; times are texts to Hydra. */
export function plainValue11(text: string): Scalar {
  if (booleans.test(text)) return /^(?:y|t|on)/i.test(text)
  if (nulls.test(text)) return null
  if (floats.test(text)) return floatValue(text.replaceAll('_', '').toLowerCase())
  if (ints.test(text)) return intValue(text.replaceAll('_', ''))
  return text
}

/** Whether Hydra's writer would have a plain text read as something else. */
export function needsQuotes11(text: string): boolean {
  return words.test(text) || numbers.test(text.trim()) || typeof plainValue11(text) !== 'string' || others.test(text)
}

const booleans = /^(?:yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF)$/
const nulls = /^(?:~|null|Null|NULL|)$/
const ints =
  /^(?:[-+]?0b[0-1_]+|[-+]?0[0-7_]+|[-+]?(?:0|[1-9][0-9_]*)|[-+]?0x[0-9a-fA-F_]+|[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+)$/
const floats = new RegExp(
  [
    String.raw`^(?:[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+]?[0-9]+)?`,
    String.raw`[-+]?[0-9]+(?:_[0-9]+)*[eE][-+]?[0-9]+`,
    String.raw`\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?`,
    String.raw`[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*`,
    String.raw`[-+]?\.(?:inf|Inf|INF)`,
    String.raw`\.(?:nan|NaN|NAN))$`,
  ].join('|'),
)
/** What Hydra quotes although PyYAML might not: `y`, `n`, and all that Python's `int()` and `float()` take. */
const words = /^(?:y|Y|n|N)$/
const numbers =
  /^[+-]?(?:\d+(?:_\d+)*\.?(?:\d+(?:_\d+)*)?(?:e[+-]?\d+(?:_\d+)*)?|\.\d+(?:_\d+)*(?:e[+-]?\d+(?:_\d+)*)?|nan|inf|infinity)$/i
/** Times, `<<` and `=`. */
const others =
  /^(?:<<|=|\d{4}-\d\d-\d\d|\d{4}-\d\d?-\d\d?(?:[Tt]|[ \t]+)\d\d?:\d\d:\d\d(?:\.\d*)?(?:[ \t]*(?:Z|[-+]\d\d?(?::\d\d)?))?)$/

function intValue(text: string): Scalar {
  const [, sign = '', digits = ''] = /^([-+]?)(.*)$/.exec(text) ?? []
  return int(magnitude(digits) * (sign === '-' ? -1n : 1n))
}

function magnitude(digits: string): bigint {
  if (digits.includes(':')) return digits.split(':').reduce((sum, part) => sum * 60n + BigInt(part), 0n)
  if (/^0[0-7]/.test(digits)) return BigInt(`0o${digits.slice(1)}`)
  return BigInt(/^0[bx]./.test(digits) ? digits : digits.replace(/^0[bx]$/, '0'))
}

function floatValue(text: string): number | WholeFloat {
  if (text.endsWith('.nan')) return Number.NaN
  if (text.endsWith('.inf')) return text.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY
  if (!text.includes(':')) return float(Number(text))
  const size = text
    .replace(/^[-+]/, '')
    .split(':')
    .reduce((sum, part) => sum * 60 + Number(part), 0)
  return float(text.startsWith('-') ? -size : size)
}
