import type { Value, ValueMap } from '../../foundation/formats/index.ts'
import { ConfigProblem } from './config-problem.ts'
import {
  type ConfigPath,
  type Container,
  childOf,
  copyOf,
  indexOf,
  isContainer,
  isInterpolation,
  isMissing,
} from './nodes.ts'
import { parseTemplate, TemplateProblem } from './parse-template.ts'

/** `isOpen`: keys that are not there are made. */
export interface UpdateRules {
  readonly isOpen: boolean
  /** What a reference that stands at `path` leads to, if it is a list or mapping: that is what is merged into. */
  readonly containerAt?: (path: ConfigPath) => Container | undefined
}

/**
 * Sets the value under a key, `a.b`, in place. What stands on the way and is no container becomes a mapping; mappings are
 * merged into mappings. Throws a `ConfigProblem`.
 */
export function update(root: ValueMap, key: string, value: Value, rules: UpdateRules): void {
  examine(value)
  const steps = key.split('.')
  let container: Container = root
  for (const step of steps.slice(0, -1)) container = entered(container, step, rules)
  setChild(container, steps, value, rules)
}

/** Merges `source` into `target`, in place: mappings by their keys, everything else is replaced, `???` replaces nothing. */
export function mergeInto(target: ValueMap, source: ValueMap, rules: UpdateRules, path: ConfigPath = []): void {
  for (const [key, value] of source) {
    const before = entryBefore(target, [...path, key], rules)
    if (before === undefined && !rules.isOpen) throw new ConfigProblem('missing-key', `there is no "${key}"`)
    if (before instanceof Map && value instanceof Map) mergeInto(before, value, rules, [...path, key])
    else if (isContainer(before) && isContainer(value) && Array.isArray(before) !== Array.isArray(value)) throw mixed()
    else if (before === undefined || !isMissing(value)) target.set(key, copyOf(value))
  }
}

function entryBefore(target: ValueMap, path: ConfigPath, { containerAt }: UpdateRules): Value | undefined {
  const key = path.at(-1) as string
  const before = target.get(key)
  const referred = isInterpolation(before) ? containerAt?.(path) : undefined
  if (!referred) return before
  target.set(key, copyOf(referred))
  return target.get(key)
}

function entered(container: Container, step: string, rules: UpdateRules): Container {
  const child = childIn(container, step)
  if (isContainer(child)) return child
  const made: ValueMap = new Map()
  place(container, step, made, rules)
  return made
}

function setChild(container: Container, steps: readonly string[], value: Value, rules: UpdateRules): void {
  const step = steps.at(-1) as string
  const before = childIn(container, step)
  if (!isContainer(before) || !isContainer(value)) return place(container, step, copyOf(value), rules)
  if (Array.isArray(before) !== Array.isArray(value)) throw mixed()
  if (before instanceof Map && value instanceof Map) mergeInto(before, value, rules, steps)
  else place(container, step, copyOf(value), rules)
}

function childIn(container: Container, step: string): Value | undefined {
  if (Array.isArray(container) && indexOf(step) === undefined) {
    throw new ConfigProblem('other', `"${step}" is no place in a list`)
  }
  return childOf(container, step)
}

function place(container: Container, step: string, value: Value, { isOpen }: UpdateRules): void {
  if (container instanceof Map) {
    if (!isOpen && !container.has(step)) throw new ConfigProblem('missing-key', `there is no "${step}"`)
    container.set(step, value)
    return
  }
  const index = indexOf(step) as number
  if (index >= container.length) throw new ConfigProblem('other', `the list has no item ${index}`)
  container[index] = value
}

function mixed(): ConfigProblem {
  return new ConfigProblem('other', 'a list and a mapping cannot be merged')
}

/** Refuses keys that are null, and texts with `${` that are no templates. */
function examine(value: Value): void {
  if (Array.isArray(value)) for (const item of value) examine(item)
  if (value instanceof Map && value.has(null)) throw new ConfigProblem('other', 'null cannot be a key')
  if (value instanceof Map) for (const item of value.values()) examine(item)
  if (isInterpolation(value)) examineTemplate(value)
}

function examineTemplate(text: string): void {
  try {
    parseTemplate(text)
  } catch (error) {
    if (error instanceof TemplateProblem) throw new ConfigProblem('other', error.message)
    throw error
  }
}
