import { formatGeneral, pythonText, readJson, type Value, WholeFloat } from '../../foundation/formats/index.ts'

/** A value, written as JSON, as a cell of DVC's tables has it; floats with so many digits, or as they are. Undefined of null. */
export function valueText(json: string, digits: number | undefined): string | undefined {
  switch (json.charCodeAt(0)) {
    case 0x22:
      return JSON.parse(json) as string
    case 0x5b:
    case 0x7b:
      return pythonText(withDigits(readJson(json, 'value'), digits))
    case 0x6e:
      return undefined
    case 0x74:
      return 'True'
    case 0x66:
      return 'False'
    default:
      return numberText(json, digits)
  }
}

function numberText(json: string, digits: number | undefined): string {
  if (json === 'NaN') return 'nan'
  if (json.endsWith('Infinity')) return json.startsWith('-') ? '-inf' : 'inf'
  const isFloat = json.includes('.') || json.includes('e')
  return isFloat && digits !== undefined ? formatGeneral(Number(json), digits) : json
}

/** Floats inside of lists and mappings become texts. */
function withDigits(value: Value, digits: number | undefined): Value {
  if (Array.isArray(value)) return value.map((one) => withDigits(one, digits))
  if (value instanceof Map) return new Map([...value].map(([key, one]) => [key, withDigits(one, digits)]))
  if (digits === undefined) return value
  if (value instanceof WholeFloat) return formatGeneral(value.value, digits)
  return typeof value === 'number' && !Number.isInteger(value) ? formatGeneral(value, digits) : value
}

/** A value, written as JSON, as something that can be compared: a number, or else its text. */
export function comparable(json: string): number | string {
  switch (json) {
    case 'true':
      return 1
    case 'false':
      return 0
    case 'NaN':
      return Number.NaN
    case 'Infinity':
      return Number.POSITIVE_INFINITY
    case '-Infinity':
      return Number.NEGATIVE_INFINITY
    default:
      return json.startsWith('"') ? (JSON.parse(json) as string) : json.startsWith('[') ? json : Number(json)
  }
}
