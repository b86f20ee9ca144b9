import { compareCodePoints, Failure } from '../../foundation/base/index.ts'
import type { ShownBaseline, ShownRevision } from '../show/shown-state.ts'
import type { FlatFiles, FlatRevisions } from './flat-revision.ts'

/** By file the dotted names of values, in the order in which they are met. */
export type NamesByFile = ReadonlyMap<string, ReadonlySet<string>>

/** What any of the revisions has. */
export interface ValueNames {
  readonly metrics: NamesByFile
  readonly params: NamesByFile
  /** Paths, sorted. */
  readonly deps: readonly string[]
}

/** A metric or a parameter: where it stands and what it is called there. */
export interface ValueName {
  readonly kind: 'metrics' | 'params'
  readonly file: string
  readonly name: string
}

export function collectNames(baselines: readonly ShownBaseline[], flat: FlatRevisions): ValueNames {
  return namesOf(allRevisions(baselines), flat)
}

/** The same of any revisions. */
export function namesOf(revisions: Iterable<ShownRevision>, flat: FlatRevisions): ValueNames {
  const metrics = new Map<string, Set<string>>()
  const params = new Map<string, Set<string>>()
  const deps = new Set<string>()
  for (const revision of revisions) {
    const has = flat.of(revision)
    if (!has) continue
    takeNames(metrics, has.metrics)
    takeNames(params, has.params)
    for (const place of has.deps.keys()) deps.add(place)
  }
  return { metrics, params, deps: [...deps].sort(compareCodePoints) }
}

function* allRevisions(baselines: readonly ShownBaseline[]): Generator<ShownRevision> {
  for (const baseline of baselines) {
    yield baseline
    for (const { revisions } of baseline.experiments) yield* revisions
  }
}

function takeNames(names: Map<string, Set<string>>, files: FlatFiles): void {
  for (const [file, values] of files) {
    const own = names.get(file) ?? new Set<string>()
    names.set(file, own)
    if (values !== 'error') for (const name of values.keys()) own.add(name)
  }
}

/**
 * The value that `name`, `file:name` or `:name` means. None or several is a `Failure`, as DVC words it, with what it
 * calls the thing, such as `sort column`.
 */
export function findValue(names: ValueNames, text: string, thing: string): ValueName {
  const exact = splits(text).flatMap(({ file, name }) => namesWhere(names, name, (candidate) => candidate === file))
  const short = text.startsWith(':') ? text.slice(1) : text
  const found = exact.length > 0 ? exact : namesWhere(names, short, () => true)
  if (found.length === 1) return found[0]!
  if (found.length === 0)
    throw new Failure('usage', `Unknown ${thing} '${text}'`, { hint: `There are: ${listNames(names)}` })
  const all = found.map(({ file, name }) => `${file}:${name}`).join(', ')
  throw new Failure('usage', `Ambiguous ${thing} '${short}' matched '${all}'`, { hint: 'Write the file before it.' })
}

/** Each way to read the text as a file and a name. */
function splits(text: string): { file: string; name: string }[] {
  const parts = text.split(':')
  return parts.map((_, count) => ({ file: parts.slice(0, count).join(':'), name: parts.slice(count).join(':') }))
}

function namesWhere(names: ValueNames, name: string, isFile: (file: string) => boolean): ValueName[] {
  return (['metrics', 'params'] as const).flatMap((kind) =>
    [...names[kind]].flatMap(([file, own]) => (isFile(file) && own.has(name) ? [{ kind, file, name }] : [])),
  )
}

const listedNames = 12

function listNames(names: ValueNames): string {
  const all = [...names.metrics.values(), ...names.params.values()].flatMap((own) => [...own])
  return `${all.slice(0, listedNames).join(', ')}${all.length > listedNames ? ', …' : ''}`
}
