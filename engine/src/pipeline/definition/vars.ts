import { joinRepo, type RepoPath, repoPath } from '../../foundation/base/index.ts'
import { readParamsFile, type Value, type ValueMap } from '../../foundation/formats/index.ts'
import { pythonTypeName } from '../python-type-name.ts'
import { type Context, type Node, nodeOf } from './context.ts'
import type { DefinitionSources } from './stage.ts'
import { TemplateMistake } from './template-mistake.ts'

export interface VarsPlace {
  readonly sources: DefinitionSources
  /** Where the paths of the items start. */
  readonly directory: RepoPath
  /** Names inline items: `vars[0]`, `train.vars[0]`. */
  readonly label: (index: number) => string
}

/**
 * Takes `vars` items into the context: `file`, `file:key,key`, or a mapping. Throws a mistake for a value that is there
 * already, a file that is missing or no mapping, and a file that is loaded twice in different ways.
 */
export function loadVars(context: Context, items: readonly Value[], place: VarsPlace): void {
  items.forEach((item, index) => {
    if (typeof item === 'string') loadFile(context, item, place)
    else merge(context, nodeOf(item, { source: place.label(index), isFile: false, keys: [] }), undefined, place)
  })
}

/** `params.yaml` of the directory, if there is one, wholly. */
export function loadDefaultVars(context: Context, place: VarsPlace): void {
  const file = joinRepo(place.directory, defaultFile)
  if (place.sources.readVars(file).kind !== 'missing') loadFile(context, defaultFile, place)
}

const defaultFile = 'params.yaml'

function loadFile(context: Context, item: string, place: VarsPlace): void {
  const colon = item.indexOf(':')
  const path = joinPath(place.directory, colon < 0 ? item : item.slice(0, colon))
  const keys =
    colon < 0
      ? []
      : item
          .slice(colon + 1)
          .split(',')
          .filter((key) => key !== '')
  const before = context.loaded.get(path)
  if (before === 'whole' && keys.length === 0) return
  if (before !== undefined) refuseReload(before, item, keys)
  const value = selectKeys(readMapping(path, place.sources), keys, shown(path, place.sources))
  merge(context, nodeOf(value, { source: path, isFile: true, keys: [] }), item, place)
  context.loaded.set(path, keys.length === 0 ? 'whole' : [...(before ?? []), ...keys])
}

function joinPath(directory: RepoPath, path: string): RepoPath {
  return path.startsWith('/') ? (path as RepoPath) : joinRepo(directory, repoPath(path))
}

function shown(path: string, sources: DefinitionSources): string {
  return sources.shownPath?.(path as RepoPath) ?? path
}

function refuseReload(before: 'whole' | readonly string[], item: string, keys: readonly string[]): void {
  if (before === 'whole') throw new TemplateMistake('loaded', `cannot partially load '${item}' as it's already loaded.`)
  if (keys.length > 0 && !keys.some((key) => before.includes(key))) return
  throw new TemplateMistake('loaded', `cannot load '${item}' as it's partially loaded already`)
}

function readMapping(path: RepoPath, sources: DefinitionSources): ValueMap {
  const file = sources.readVars(path)
  const name = shown(path, sources)
  if (file.kind === 'missing') throw new TemplateMistake('source', `'${name}' does not exist`)
  if (file.kind === 'directory') throw new TemplateMistake('source', `'${name}' is a directory`)
  const value = readParamsFile(file.text, path)
  if (value instanceof Map) return value
  throw new TemplateMistake('source', `expected a dictionary, got '${pythonTypeName(value)}' in file '${name}'`)
}

function selectKeys(value: ValueMap, keys: readonly string[], name: string): ValueMap {
  if (keys.length === 0) return value
  return new Map(
    keys.map((key) => {
      const found = value.get(key)
      if (found === undefined) throw new TemplateMistake('source', `could not find '${key}' in '${name}'`)
      return [key, found]
    }),
  )
}

function merge(context: Context, node: Node, item: string | undefined, { sources }: VarsPlace): void {
  if (node.kind !== 'mapping') return
  const touched = context.reserved.filter((key) => node.entries.has(key))
  if (touched.length > 0) throw reservedKeys(touched, item)
  mergeInto(context.root, node, sources)
}

function reservedKeys(keys: readonly string[], item: string | undefined): TemplateMistake {
  const place = item === undefined ? '' : ` in '${item}'`
  return new TemplateMistake(
    'reserved',
    `attempted to modify reserved key${keys.length > 1 ? 's' : ''} ${keys.join(' and ')}${place}`,
  )
}

type MappingNode = Context['root']

function mergeInto(into: MappingNode, update: MappingNode, sources: DefinitionSources): void {
  for (const [key, node] of update.entries) {
    const before = into.entries.get(key)
    if (before?.kind === 'mapping' && node.kind === 'mapping') mergeInto(before, node, sources)
    else if (before) throw redefined(before, node, sources)
    else into.entries.set(key, node)
  }
}

function redefined(before: Node, { origin }: Node, sources: DefinitionSources): TemplateMistake {
  const name = (source: string | undefined) => shown(source ?? 'None', sources)
  return new TemplateMistake(
    'merge',
    `cannot redefine '${origin.keys.join('.')}' from '${name(origin.source)}' as it already exists in '${name(before.origin.source)}'`,
  )
}
