import { float, int, pythonText } from '../../foundation/formats/index.ts'
import { type Element, isSweep, type PythonNumber, QuotedText, type Sweep } from './override.ts'
import { OverrideProblem } from './override-problem.ts'
import { isFloat, numberOf, pythonFloat, pythonInt } from './python-values.ts'

type Target = 'int' | 'float' | 'str' | 'bool'
type Primitive = string | PythonNumber

/** A value or sweep as another type: lists and mappings by their values, choices by their elements, ranges by their ends. */
export function cast(target: Target, value: Element | Sweep): Element | Sweep {
  return isSweep(value) ? castSweep(target, value) : castElement(target, value)
}

function castSweep(target: Target, sweep: Sweep): Sweep {
  if (sweep.kind === 'choice') {
    return { ...sweep, elements: sweep.elements.map((element) => castElement(target, element)), isShuffled: false }
  }
  if (sweep.kind === 'glob' || target === 'str' || target === 'bool') {
    throw new OverrideProblem(`${target}() cannot be used on ${sweep.kind}()`)
  }
  const number = (value: Element) => castElement(target, value) as PythonNumber
  if (sweep.kind === 'interval') return { ...sweep, start: number(sweep.start), end: number(sweep.end) }
  return {
    kind: 'range',
    start: number(sweep.start),
    stop: number(sweep.stop),
    step: number(sweep.step),
    isShuffled: false,
  }
}

function castElement(target: Target, value: Element): Element {
  if (value instanceof QuotedText) return castElement(target, value.text)
  if (Array.isArray(value)) return value.map((item) => castElement(target, item))
  if (value instanceof Map) return new Map([...value].map(([key, item]) => [key, castElement(target, item)]))
  if (value === null && target === 'bool') return false
  if (value === null) throw new OverrideProblem(`${target}() does not take null`)
  const result = casts[target](value as Primitive)
  if (result === undefined) throw new OverrideProblem(`${target}() cannot be used on "${pythonText(value)}"`)
  return result
}

const casts: Readonly<Record<Target, (value: Primitive) => Primitive | undefined>> = {
  int: (value) => (typeof value === 'string' ? pythonInt(value) : toInt(value)),
  float: (value) => (typeof value === 'string' ? pythonFloat(value) : float(numberOf(value))),
  str: (value) => (typeof value === 'boolean' ? String(value) : pythonText(value)),
  bool: (value) => (typeof value === 'string' ? toBool(value) : numberOf(value) !== 0),
}

function toInt(value: PythonNumber): Primitive | undefined {
  if (typeof value === 'boolean') return value ? 1 : 0
  if (!isFloat(value)) return value
  const number = numberOf(value)
  return Number.isFinite(number) ? int(BigInt(Math.trunc(number))) : undefined
}

function toBool(text: string): boolean | undefined {
  const word = text.toLowerCase()
  return word === 'true' ? true : word === 'false' ? false : undefined
}
