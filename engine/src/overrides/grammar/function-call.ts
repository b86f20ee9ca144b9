import type { Element, Sweep } from './override.ts'
import { OverrideProblem } from './override-problem.ts'

export type Argument = Element | Sweep

/** A call as it is written: arguments by place, then by name. */
export interface FunctionCall {
  readonly name: string
  readonly args: Argument[]
  readonly named: Map<string, Argument>
}

/** Arguments by name or, from the left, by place. */
export function bound<Name extends string>(
  call: FunctionCall,
  names: readonly Name[],
): Partial<Record<Name, Argument>> {
  const values = named(call, names)
  if (call.args.length > names.length)
    throw new OverrideProblem(`${call.name}() takes ${names.length} arguments at most`)
  for (const [i, argument] of call.args.entries()) {
    const name = names[i] as Name
    if (values[name] !== undefined) throw new OverrideProblem(`${call.name}() was given "${name}" twice`)
    values[name] = argument
  }
  return values
}

/** Arguments by name. */
export function named<Name extends string>(
  call: FunctionCall,
  names: readonly Name[],
): Partial<Record<Name, Argument>> {
  const values: Partial<Record<Name, Argument>> = {}
  for (const [name, value] of call.named) {
    if (!names.includes(name as Name)) throw new OverrideProblem(`${call.name}() has no argument "${name}"`)
    values[name as Name] = value
  }
  return values
}

/** Arguments of a function that takes none by name. */
export function byPlace(call: FunctionCall): readonly Argument[] {
  named(call, [])
  return call.args
}
