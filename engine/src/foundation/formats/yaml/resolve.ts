import { float, int, type Scalar, Timestamp } from '../values.ts'

export type PlainKind = 'bool' | 'float' | 'int' | 'merge' | 'null' | 'str' | 'timestamp' | 'value'

const words: ReadonlyMap<string, PlainKind> = new Map([
  ...['true', 'True', 'TRUE', 'false', 'False', 'FALSE'].map((word) => [word, 'bool'] as const),
  ...['', '~', 'null', 'Null', 'NULL'].map((word) => [word, 'null'] as const),
  ['<<', 'merge'],
  ['=', 'value'],
])
const longestWord = 5
const digits = /^[0-9]+$/
const floats =
  /^(?:[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+]?[0-9]+)?|[-+]?[0-9][0-9_]*[eE][-+]?[0-9]+|[-+]?\.[0-9_]+(?:[eE][-+][0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/
const ints = /^(?:[-+]?0b[01_]+|[-+]?0o?[0-7_]+|[-+]?[0-9_]+|[-+]?0x[0-9a-fA-F_]+)$/
const timestamps =
  /^(?:[0-9]{4}-[0-9][0-9]-[0-9][0-9]|[0-9]{4}-[0-9][0-9]?-[0-9][0-9]?(?:[Tt]|[ \t]+)[0-9][0-9]?:[0-9][0-9]:[0-9][0-9](?:\.[0-9]*)?(?:[ \t]*(?:Z|[-+][0-9][0-9]?(?::[0-9][0-9])?))?)$/

/** What a plain scalar means under the rules that DVC reads YAML with: YAML 1.2 core, timestamps, `<<` and `=`. */
export function resolvePlain(text: string): PlainKind {
  if (!mayBeNumber(text)) return text.length <= longestWord ? (words.get(text) ?? 'str') : 'str'
  if (digits.test(text)) return 'int'
  if (floats.test(text)) return 'float'
  if (ints.test(text)) return 'int'
  return timestamps.test(text) ? 'timestamp' : 'str'
}

function mayBeNumber(text: string): boolean {
  const code = text.charCodeAt(0)
  return (code >= 0x30 && code <= 0x39) || code === 0x2d || code === 0x2b || code === 0x2e
}

/** The value of a plain scalar that means `kind`. */
export function plainValue(text: string, kind: PlainKind): Scalar {
  switch (kind) {
    case 'null':
      return null
    case 'bool':
      return text.charAt(0).toLowerCase() === 't'
    case 'int':
      return intValue(text)
    case 'float':
      return floatValue(text)
    case 'timestamp':
      return new Timestamp(text)
    default:
      return text
  }
}

/** An int in decimal (`010` is ten), or with `0b`, `0o` or `0x` in front; underscores do not count. */
function intValue(text: string): Scalar {
  if (text.length <= 15 && digits.test(text)) return Number(text)
  const [, sign = '', prefix = '', size = ''] = /^([-+]?)(0[box])?(.*)$/.exec(text.replaceAll('_', '')) ?? []
  if (size === '') return text
  return int(BigInt(prefix + size) * (sign === '-' ? -1n : 1n))
}

function floatValue(text: string): Scalar {
  const plain = text.replaceAll('_', '').toLowerCase()
  if (plain.endsWith('.inf')) return plain.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY
  if (plain === '.nan') return Number.NaN
  return /[0-9]/.test(plain) ? float(Number(plain)) : text
}
