import * as path from 'node:path/posix'
import { compareCodePoints, Failure, parentOf, type RepoPath } from '../foundation/base/index.ts'
import {
  editYaml,
  isFalse,
  readYaml,
  renderYaml,
  type Scalar,
  type Value,
  type ValueMap,
} from '../foundation/formats/index.ts'
import type { Output, ParamsDependency, Stage } from './definition/index.ts'

/**
 * The text of a `dvc.yaml` with a stage in it: at the end, or in the place of the one with its name if that is allowed.
 * The rest of the file, and comments on what stays, are kept. Throws a `Failure` if the name is taken.
 */
export function writeStage(
  text: string | undefined,
  stage: Stage,
  options: { readonly force?: boolean; readonly shownFile?: string } = {},
): string {
  const { file, name } = stage
  const value = stageValue(stage)
  if (text === undefined || text.trim() === '') return renderYaml(mappingOf(['stages', mappingOf([name, value])]))
  const definition = readYaml(text, file)
  const whole: ValueMap = definition instanceof Map ? definition : new Map()
  const stages = whole.get('stages')
  const before = stages instanceof Map ? stages.get(name) : undefined
  if (before !== undefined && !options.force) throw alreadyThere(name, options.shownFile ?? file)
  const after: ValueMap = new Map(stages instanceof Map ? stages : [])
  after.set(name, before === undefined ? value : mergedInPlace(before, value))
  return editYaml(text, new Map(whole).set('stages', after), file)
}

/** The text without a stage, or undefined when it was the last one and the file has to go. */
export function removeStage(text: string, file: RepoPath, name: string): string | undefined {
  const whole = readYaml(text, file)
  const stages = whole instanceof Map ? whole.get('stages') : undefined
  if (!(whole instanceof Map) || !(stages instanceof Map) || !stages.has(name)) return text
  const rest: ValueMap = new Map([...stages].filter(([key]) => key !== name))
  return rest.size === 0 ? undefined : editYaml(text, new Map(whole).set('stages', rest), file)
}

/** A stage as its file writes it: fields in their order, paths sorted, and nothing that goes without saying. */
export function stageValue(stage: Stage): ValueMap {
  const outs = [...stage.outs].sort((a, b) => compareCodePoints(a.text, b.text))
  const fields: [string, Value][] = [
    ['desc', stage.desc ?? null],
    ['cmd', typeof stage.cmd === 'string' ? stage.cmd : [...stage.cmd]],
    ['wdir', relativeWdir(stage)],
    ['deps', stage.deps.map(({ text }) => text).sort(compareCodePoints)],
    ['params', paramsValue(stage.params)],
    ['outs', outs.filter(({ isMetric, isPlot }) => !isMetric && !isPlot).map(outputValue)],
    ['metrics', outs.filter(({ isMetric }) => isMetric).map(outputValue)],
    ['plots', outs.filter(({ isPlot }) => isPlot).map(outputValue)],
    ['frozen', stage.isFrozen],
    ['always_changed', stage.isAlwaysChanged],
    ['meta', stage.meta ?? null],
  ]
  return new Map(fields.filter(([, value]) => !isFalse(value)))
}

function alreadyThere(name: string, file: string): Failure {
  return new Failure('file-exists', `Stage '${name}' already exists in '${file}'.`, {
    hint: "Use '--force' to overwrite.",
  })
}

function relativeWdir({ wdir, file }: Stage): string | null {
  return path.relative(parentOf(file), wdir) || null
}

/** Keys of `params.yaml` stand by themselves and come first, those of other files below the file's name. */
function paramsValue(params: readonly ParamsDependency[]): Value[] {
  const sorted = [...params].sort((a, b) => compareCodePoints(a.text, b.text))
  const isPlain = ({ text, keys }: ParamsDependency) => text === 'params.yaml' && keys.length > 0
  const keysOf = ({ keys }: ParamsDependency) => [...keys].sort(compareCodePoints)
  return [
    ...sorted.filter(isPlain).flatMap(keysOf),
    ...sorted
      .filter((entry) => !isPlain(entry))
      .map((entry) => mappingOf([entry.text, entry.keys.length > 0 ? keysOf(entry) : null])),
  ]
}

function outputValue(output: Output): Value {
  const flags: ValueMap = new Map(annotationKeys.flatMap((key) => flagOf(key, output.annotations.get(key) ?? null)))
  if (!output.isCached) flags.set('cache', false)
  if (output.isPersistent) flags.set('persist', true)
  for (const [key, value] of output.plot) flags.set(key, value)
  if (output.remote !== undefined && output.remote !== '') flags.set('remote', output.remote)
  if (!output.isPushed) flags.set('push', false)
  return flags.size === 0 ? output.text : mappingOf([output.text, flags])
}

const annotationKeys = ['desc', 'type', 'labels', 'meta']

function flagOf(key: string, value: Value): [Scalar, Value][] {
  return isFalse(value) ? [] : [[key, value]]
}

/** `after` in the order of `before`: keys that stay keep their place, new ones follow. */
function mergedInPlace(before: Value, after: Value): Value {
  if (Array.isArray(before) && Array.isArray(after) && before.length === after.length) {
    return after.map((item, index) => mergedInPlace(before[index] as Value, item))
  }
  if (!(before instanceof Map) || !(after instanceof Map)) return after
  const keys = [...new Set([...before.keys(), ...after.keys()])].filter((key) => after.has(key))
  return new Map(keys.map((key) => [key, mergedInPlace(before.get(key) ?? null, after.get(key) as Value)]))
}

function mappingOf(...entries: [Scalar, Value][]): ValueMap {
  return new Map(entries)
}
