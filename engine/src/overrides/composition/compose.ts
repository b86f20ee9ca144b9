import { renderYaml11, type Value, type ValueMap } from '../../foundation/formats/index.ts'
import { applyOverrides } from '../config/apply-overrides.ts'
import { ConfigProblem } from '../config/config-problem.ts'
import { isInterpolation } from '../config/nodes.ts'
import { containerAt, Resolver, type VariableLookup } from '../config/resolver.ts'
import { mergeInto, update } from '../config/update.ts'
import type { Override } from '../grammar/override.ts'
import { Choices } from './choices.ts'
import { compositionFailure, notDone } from './composition-failure.ts'
import { type ConfigDirectory, ConfigFiles } from './config-files.ts'
import { type TakenConfig, takenConfigs } from './defaults-tree.ts'

export interface ComposeRequest {
  readonly directory: ConfigDirectory
  /** `hydra.config_name`, without `.yaml`. */
  readonly configName: string
  /** Those for `params.yaml`. */
  readonly overrides: readonly Override[]
  readonly environment: VariableLookup
}

/**
 * The text of `params.yaml` as Hydra composes it: the primary configuration with all that its defaults list takes in, overrides
 * applied, interpolations resolved, written as Hydra writes YAML.
 * @throws Failure `composition` for what cannot be composed, and for what of Hydra is not done here.
 */
export function composeParams(request: ComposeRequest): { text: string; value: ValueMap } {
  const files = new ConfigFiles(request.directory)
  const choices = new Choices(files, request.overrides)
  const taken = takenConfigs(files, request.configName, choices)
  choices.demandAllUsed()
  const root: ValueMap = new Map()
  for (const config of taken) takeIn(root, config, files, request.environment)
  applyOverrides({ root, name: request.configName, environment: request.environment }, choices.valueOverrides)
  root.delete('hydra')
  const value = resolvedRoot(root, request.environment)
  return { text: renderYaml11(value), value }
}

function takeIn(
  root: ValueMap,
  { path, package: place }: TakenConfig,
  files: ConfigFiles,
  environment: VariableLookup,
): void {
  const content = files.load(path)?.content ?? new Map()
  const hydra = content.get('hydra')
  if (hydra instanceof Map && hydra.has('searchpath')) throw notDone(`"${path}" sets hydra.searchpath`)
  asComposition(`In '${path}'`, () => {
    const placed: ValueMap = new Map()
    if (place === '') mergeInto(placed, content, { isOpen: true })
    else update(placed, place, content, { isOpen: true })
    mergeInto(root, placed, { isOpen: true, containerAt: (at) => containerAt(root, at, environment) })
  })
}

/** Values yet to be given stay `???`, and so does what refers to them. */
function resolvedRoot(root: ValueMap, environment: VariableLookup): ValueMap {
  const resolver = new Resolver(root, environment)
  const settle = (value: Value, path: readonly (string | number)[]): Value => {
    if (value instanceof Map)
      return new Map([...value].map(([key, item]) => [key, settle(item, [...path, key as string])]))
    if (Array.isArray(value)) return value.map((item, i) => settle(item, [...path, i]))
    return isInterpolation(value) ? settledText(value, path, resolver) : value
  }
  return settle(root, []) as ValueMap
}

function settledText(text: string, path: readonly (string | number)[], resolver: Resolver): Value {
  return asComposition(`"${text}" at '${path.join('.')}'`, () => {
    try {
      return resolver.resolved(path)
    } catch (error) {
      if (error instanceof ConfigProblem && error.kind === 'missing-value') return '???'
      throw error
    }
  })
}

function asComposition<Result>(where: string, task: () => Result): Result {
  try {
    return task()
  } catch (error) {
    if (error instanceof ConfigProblem) throw compositionFailure(`${where}: ${error.message}.`)
    if (error instanceof RangeError) throw compositionFailure(`${where}: it is nested too deeply.`)
    throw error
  }
}
