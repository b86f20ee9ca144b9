import { cast } from './casts.ts'
import { type Argument, bound, byPlace, type FunctionCall, named } from './function-call.ts'
import {
  type ChoiceSweep,
  type Element,
  isSweep,
  type PythonNumber,
  QuotedText,
  type RangeSweep,
  type Sweep,
} from './override.ts'
import { OverrideProblem } from './override-problem.ts'
import { isNumber } from './python-values.ts'
import { type Random, shuffled } from './shuffled.ts'
import { sortElements, sortSweep } from './sorting.ts'

type OverrideFunction = (call: FunctionCall, random: Random) => Argument

const functions: Readonly<Record<string, OverrideFunction>> = {
  bool: (call) => cast('bool', castArgument(call)),
  choice: (call) => choice(byPlace(call)),
  float: (call) => cast('float', castArgument(call)),
  glob: (call) => glob(call),
  int: (call) => cast('int', castArgument(call)),
  interval: (call) => interval(call),
  range: (call) => range(call),
  shuffle: (call, random) => shuffle(call, random),
  sort: (call) => sort(call),
  str: (call) => cast('str', castArgument(call)),
  tag: (call) => tag(call),
}

/** The value of a function of Hydra's override language. Texts lose their quotes on the way. */
export function callFunction(call: FunctionCall, random: Random, offset: number): Argument {
  const known = Object.hasOwn(functions, call.name) ? functions[call.name] : undefined
  if (!known) {
    const names = Object.keys(functions).join(', ')
    throw new OverrideProblem(`there is no function "${call.name}", only ${names}`, offset)
  }
  return known({ ...call, args: call.args.map(unquoted), named: mapValues(call.named, unquoted) }, random)
}

function unquoted(argument: Argument): Argument {
  return argument instanceof QuotedText ? argument.text : argument
}

function mapValues<From, To>(map: ReadonlyMap<string, From>, change: (value: From) => To): Map<string, To> {
  return new Map([...map].map(([name, value]) => [name, change(value)]))
}

function castArgument(call: FunctionCall): Argument {
  const { value } = named(call, ['value'])
  if (value !== undefined && call.args.length === 0 && value !== null) return value
  const [first] = call.args
  if (call.args.length === 0 || first === undefined) throw new OverrideProblem(`${call.name}() needs a value`)
  if (value !== undefined) throw new OverrideProblem(`${call.name}() takes its value once, not also by name`)
  return call.args.length === 1 ? first : simpleChoice(call.args)
}

function simpleChoice(args: readonly Argument[]): ChoiceSweep {
  return { kind: 'choice', elements: args.map(notSweep), isSimple: true, isShuffled: false }
}

function choice(args: readonly Argument[]): ChoiceSweep {
  const [first] = args
  if (first === undefined) throw new OverrideProblem('choice() needs something to choose from')
  if (args.length === 1 && isSweep(first) && first.kind === 'choice' && first.isSimple) {
    return { ...first, isSimple: false }
  }
  if (args.includes(null)) throw new OverrideProblem('choice() does not take null')
  return { ...simpleChoice(args), isSimple: false }
}

function range(call: FunctionCall): RangeSweep {
  const { start, stop, step } = bound(call, ['start', 'stop', 'step'])
  return {
    kind: 'range',
    start: rangePart('start', stop == null ? 0 : start),
    stop: rangePart('stop', stop ?? start),
    step: rangePart('step', step === undefined ? 1 : step),
    isShuffled: false,
  }
}

function rangePart(name: string, part: Argument | undefined): PythonNumber {
  if (!isNumber(part)) throw new OverrideProblem(`range() needs a number as ${name}`)
  return part
}

function interval(call: FunctionCall): Sweep {
  const { start, end } = bound(call, ['start', 'end'])
  if (!isNumber(start) || !isNumber(end)) throw new OverrideProblem('interval() needs two numbers')
  return { kind: 'interval', start, end }
}

function glob(call: FunctionCall): Sweep {
  const { include, exclude } = bound(call, ['include', 'exclude'])
  const isPattern = (value: Argument | undefined) => typeof value === 'string' || Array.isArray(value)
  if (!isPattern(include) || !(exclude == null || isPattern(exclude))) {
    throw new OverrideProblem('glob() needs a pattern or a list of patterns')
  }
  return { kind: 'glob' }
}

function tag(call: FunctionCall): Sweep {
  const { sweep } = named(call, ['sweep'])
  if (call.args.length === 0) throw new OverrideProblem('tag() needs a sweep')
  const all = sweep === undefined ? call.args : [...call.args, sweep]
  const last = all.at(-1)
  if (!isSweep(last) || last.kind === 'glob') {
    throw new OverrideProblem('the last argument of tag() must be a choice(), range() or interval()')
  }
  if (!all.slice(0, -1).every((name) => typeof name === 'string')) throw new OverrideProblem('tags must be texts')
  return last
}

function shuffle(call: FunctionCall, random: Random): Argument {
  const { sweep, list } = named(call, ['sweep', 'list'])
  const args = list !== undefined ? [list] : sweep !== undefined ? [sweep] : call.args
  const [first] = args
  if (args.length !== 1 || first === undefined) return { ...simpleChoice(args), isShuffled: true }
  if (Array.isArray(first)) return shuffled(first, random)
  if (!isSweep(first)) return [first]
  if (first.kind !== 'choice' && first.kind !== 'range') throw new OverrideProblem('shuffle() cannot shuffle this')
  return { ...first, isShuffled: true }
}

function sort(call: FunctionCall): Argument {
  const { sweep, list, reverse = false } = named(call, ['sweep', 'list', 'reverse'])
  if (typeof reverse !== 'boolean') throw new OverrideProblem('sort() takes reverse=true or reverse=false')
  const args = list !== undefined ? [list] : sweep !== undefined ? [sweep] : call.args
  const [first] = args
  if (first === undefined) throw new OverrideProblem('sort() needs something to sort')
  if (args.length > 1) return sortSweep(simpleChoice(args.map(sortable)), reverse)
  if (Array.isArray(first)) return sortElements(first, reverse)
  return isSweep(first) ? sortSweep(first, reverse) : first
}

function sortable(argument: Argument): Argument {
  const isPrimitive = typeof argument === 'string' || isNumber(argument)
  if (!isPrimitive) throw new OverrideProblem('sort() sorts numbers and texts, or one list')
  return argument
}

function notSweep(argument: Argument): Element {
  if (isSweep(argument)) throw new OverrideProblem('a sweep cannot stand inside another sweep')
  return argument
}
