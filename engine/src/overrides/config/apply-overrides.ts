import { Failure } from '../../foundation/base/index.ts'
import { equalLikePython, pythonText, type Value, type ValueMap } from '../../foundation/formats/index.ts'
import { type Element, isSweep, type Override } from '../grammar/override.ts'
import { plainValue } from '../grammar/python-values.ts'
import { ConfigProblem } from './config-problem.ts'
import { isContainer, isInterpolation, isMissing } from './nodes.ts'
import { containerAt, Resolver, type VariableLookup } from './resolver.ts'
import { update } from './update.ts'

/** What overrides are applied to: `name` is what failures call it. */
export interface ApplyTarget {
  readonly root: ValueMap
  readonly name: string
  readonly environment: VariableLookup
}

/**
 * Applies overrides to a configuration, in place, in their order, by Hydra's rules: `k=v` changes what is there, `+k=v` adds
 * what is not, `++k=v` does either, `~k` deletes; mappings are merged. Interpolations are not resolved.
 * @throws Failure `override-invalid` for the first that does not fit.
 */
export function applyOverrides(target: ApplyTarget, overrides: readonly Override[]): void {
  for (const override of overrides) {
    try {
      applyOverride(target, override)
    } catch (error) {
      if (error instanceof ConfigProblem) throw mergeFailure(override, target, error)
      throw error
    }
  }
}

function applyOverride(target: ApplyTarget, override: Override): void {
  const { action, key, text } = override
  if (override.package !== undefined)
    throw invalid(`"${text}" looks like a config group, but there is no group "${key}".`)
  if (action === 'delete') return remove(target, override)
  if (isSweep(override.value)) throw invalid(`"${text}" is a sweep, which stands for several values.`)
  const value = plainValue(override.value as Element)
  const isTaken = action === 'add' && isThere(target, key)
  if (isTaken && !isContainer(value)) throw alreadyThere(override)
  const { root, environment } = target
  update(root, key, value, { isOpen: action !== 'change', containerAt: (path) => containerAt(root, path, environment) })
}

function isThere({ root, environment }: ApplyTarget, key: string): boolean {
  return new Resolver(root, environment).select(key) !== undefined
}

function remove({ root, name, environment }: ApplyTarget, { key, value, text }: Override): void {
  const resolver = new Resolver(root, environment)
  const found = key === '' ? undefined : resolver.select(key)
  if (!found) throw invalid(`Could not delete '${key}' from "${name}": there is no such key.`)
  const wanted = value === undefined || isSweep(value) ? null : plainValue(value)
  if (wanted !== null) demand(wanted, found.path ? resolver.resolved(found.path) : found.value, key)
  const steps = key.split('.')
  const parent = steps.length === 1 ? root : resolver.select(steps.slice(0, -1).join('.'))?.value
  if (!(parent instanceof Map)) {
    throw invalid(
      `"${text}" would delete an item of a list.`,
      `Set the whole list: ${steps.slice(0, -1).join('.')}=[…]`,
    )
  }
  parent.delete(steps.at(-1) as string)
}

/** `~key=value` deletes only that value. */
function demand(wanted: Value, present: Value, key: string): void {
  if (equalLikePython(wanted, present)) return
  throw invalid(`Could not delete '${key}': its value is ${pythonText(present)} and not ${pythonText(wanted)}.`)
}

/** The values that overrides have put in, with their interpolations resolved; all others stay as they are. */
export function resolveNewValues(target: ApplyTarget, before: ValueMap): ValueMap {
  const resolver = new Resolver(target.root, target.environment)
  const settle = (value: Value, old: Value | undefined, path: readonly (string | number)[]): Value => {
    if (value instanceof Map) {
      const earlier = old instanceof Map ? old : undefined
      return new Map([...value].map(([key, item]) => [key, settle(item, earlier?.get(key), [...path, key as string])]))
    }
    if (Array.isArray(value)) {
      const earlier = Array.isArray(old) ? old : undefined
      return value.map((item, i) => settle(item, earlier?.[i], [...path, i]))
    }
    return value === old || typeof value !== 'string' ? value : settledText(value, path, resolver)
  }
  return settle(target.root, before, []) as ValueMap
}

function settledText(text: string, path: readonly (string | number)[], resolver: Resolver): Value {
  const place = path.join('.')
  if (isMissing(text)) throw invalid(`"???" for '${place}' stands for a value that is yet to be given.`)
  if (!isInterpolation(text)) return text
  try {
    return resolver.resolved(path)
  } catch (error) {
    if (!(error instanceof ConfigProblem)) throw error
    throw invalid(`"${text}" for '${place}' has no value: ${error.message}.`)
  }
}

function mergeFailure({ key, text }: Override, { name }: ApplyTarget, problem: ConfigProblem): Failure {
  if (problem.kind !== 'missing-key') return invalid(`Could not apply '${text}' to "${name}": ${problem.message}.`)
  return invalid(`Could not override '${key}': "${name}" has no such key.`, `To append to your config use +${text}`)
}

function alreadyThere({ key, text }: Override): Failure {
  const hint = `Either remove + prefix: '${text.slice(1)}', or add a second +: '+${text}'`
  return invalid(`Could not append to config. An item is already at '${key}'.`, hint)
}

function invalid(message: string, hint?: string): Failure {
  return new Failure(
    'override-invalid',
    `Invalid \`--set-param\` value: ${message}`,
    hint === undefined ? {} : { hint },
  )
}
