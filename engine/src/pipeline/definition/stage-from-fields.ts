import type { RepoPath } from '../../foundation/base/index.ts'
import { pythonText, type Scalar, type Value, type ValueMap } from '../../foundation/formats/index.ts'
import { pythonTypeName } from '../python-type-name.ts'
import { type DefinitionPlace, invalidStage } from './definition-place.ts'
import { dependencyOf, isStageFile, placeOf } from './paths.ts'
import type { ResolvedStage, TellMistake } from './resolve-stage.ts'
import { outputLists, plotFields } from './schema.ts'
import type { Command, Dependency, Output, ParamsDependency, Stage } from './stage.ts'

/** The stage that resolved fields describe. Tells of fields that only turned out wrong when resolved. */
export function stageFromFields(resolved: ResolvedStage, place: DefinitionPlace, tell: TellMistake): Stage {
  const { name, fields, wdir } = resolved
  const fail: Fail = (reason, ...keys) =>
    tell(invalidStage(reason, place, { ...resolved, at: [...resolved.at, ...keys] }))
  const root = place.sources.root
  const desc = fields.get('desc')
  const meta = fields.get('meta')
  return {
    name,
    address: place.file === 'dvc.yaml' ? name : `${place.file}:${name}`,
    file: place.file,
    wdir,
    cmd: commandFrom(fields.get('cmd') ?? '', fail),
    deps: dependenciesFrom(listOf(fields, 'deps').map(pythonText), wdir, root, fail),
    params: paramsFrom(listOf(fields, 'params'), wdir, root, fail),
    outs: outputLists.flatMap((kind) => outputsFrom({ fields, kind, wdir, root, fail })),
    isFrozen: fields.get('frozen') === true,
    isAlwaysChanged: fields.get('always_changed') === true,
    ...(typeof desc === 'string' ? { desc } : {}),
    ...(meta === undefined ? {} : { meta }),
    ...(resolved.group === undefined ? {} : { group: resolved.group }),
    isTemplated: resolved.isTemplated,
    usedVars: resolved.usedVars,
  }
}

/** Says what is wrong, and at which keys of the stage. */
type Fail = (reason: string, ...keys: readonly (string | number)[]) => void

function commandFrom(value: Value, fail: Fail): Command {
  if (value instanceof Map) {
    fail('A dictionary alone is no command; write the program before it.', 'cmd')
    return ''
  }
  return Array.isArray(value) ? value.map(pythonText) : pythonText(value)
}

function listOf(fields: ValueMap, key: string): Value[] {
  return (fields.get(key) ?? []) as Value[]
}

function dependenciesFrom(
  texts: readonly string[],
  wdir: RepoPath,
  root: string | undefined,
  fail: Fail,
): Dependency[] {
  return texts.map((text, index) => {
    if (isStageFile(text)) fail(`DVC file '${text}' cannot be a dependency.`, 'deps', index)
    return dependencyOf(text, wdir, root)
  })
}

/** Entries for one file are taken together; a file that is once named without keys is depended on as a whole. */
function paramsFrom(items: readonly Value[], wdir: RepoPath, root: string | undefined, fail: Fail): ParamsDependency[] {
  const keysByFile = new Map<string, string[]>()
  const whole = new Set<string>()
  for (const [file, given] of items.flatMap(paramsEntries)) {
    const keys = given ?? []
    if (!Array.isArray(keys)) {
      fail(`Expected list of params for custom params file '${file}', got '${pythonTypeName(keys)}'.`, 'params')
      continue
    }
    if (keys.length === 0) whole.add(file)
    keysByFile.set(file, [...(keysByFile.get(file) ?? []), ...keys.map(pythonText)])
  }
  return [...keysByFile].map(([file, keys]) => {
    const found = placeOf(file, wdir, root)
    const path = (found.kind === 'url' ? found.text : found.path) as RepoPath
    return { text: found.text, path, keys: whole.has(file) ? [] : keys }
  })
}

function paramsEntries(item: Value): [string, Value][] {
  if (!(item instanceof Map)) return [['params.yaml', [item]]]
  return [...item].map(([file, keys]) => [pythonText(file), keys])
}

interface OutputList {
  readonly fields: ValueMap
  readonly kind: 'outs' | 'metrics' | 'plots'
  readonly wdir: RepoPath
  readonly root: string | undefined
  readonly fail: Fail
}

/** The same path named twice in a list is one output with the flags of both. */
function outputsFrom({ fields, kind, wdir, root, fail }: OutputList): Output[] {
  const flagsByPath = new Map<string, ValueMap>()
  for (const [path, flags] of listOf(fields, kind).flatMap(outputEntries)) {
    if (Array.isArray(flags)) fail(`Multiple plots per data file not supported: '${path}' has a list.`, kind)
    else flagsByPath.set(path, new Map([...(flagsByPath.get(path) ?? []), ...(flags as ValueMap)]))
  }
  return [...flagsByPath].map(([path, flags]) => {
    if (isStageFile(path)) fail(`DVC file '${path}' cannot be an output.`, kind)
    return outputFrom(path, flags, kind, placeOf(path, wdir, root))
  })
}

function outputEntries(item: Value): [string, Value][] {
  if (!(item instanceof Map)) return [[pythonText(item), new Map()]]
  return [...item].map(([path, flags]) => [pythonText(path), flags])
}

const annotationKeys: readonly Scalar[] = ['desc', 'type', 'labels', 'meta']
const plotKeys: readonly Scalar[] = Object.keys(plotFields)

function outputFrom(
  path: string,
  flags: ValueMap,
  kind: OutputList['kind'],
  place: ReturnType<typeof placeOf>,
): Output {
  const remote = flags.get('remote')
  const isPlot = kind === 'plots'
  return {
    text: place.text,
    path: (place.kind === 'url' ? path : place.path) as RepoPath,
    kind: place.kind,
    isCached: flags.get('cache') !== false,
    isPersistent: flags.get('persist') === true,
    isPushed: flags.get('push') !== false,
    ...(typeof remote === 'string' ? { remote } : {}),
    isMetric: kind === 'metrics',
    isPlot,
    plot: isPlot ? pick(flags, plotKeys) : new Map(),
    annotations: pick(flags, annotationKeys),
  }
}

function pick(flags: ValueMap, keys: readonly Scalar[]): ValueMap {
  return new Map([...flags].filter(([key]) => keys.includes(key)))
}
