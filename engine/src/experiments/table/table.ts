import { renderExperimentRef } from '../refs/experiment-ref.ts'
import type { ShownBaseline, ShownExperiment, ShownRevision } from '../show/shown-state.ts'
import { fixedCells, type RowKind, type TimeStyle } from './fixed-cells.ts'
import { type FlatFiles, FlatRevisions } from './flat-revision.ts'
import { sortByValue } from './sort.ts'
import { collectNames, findValue, type NamesByFile, type ValueNames } from './value-names.ts'
import { valueText } from './value-text.ts'

export interface TableRequest {
  /** A metric or parameter to sort the experiments of each commit by. */
  readonly sortBy?: string | undefined
  readonly isDescending: boolean
  /** Digits of floats; as they are if left out. */
  readonly digits?: number | undefined
  readonly time: TimeStyle
  /** What a cell without a value has. */
  readonly fill: string
  /** Full refs of experiments that are marked as pinned. */
  readonly pinned?: ReadonlySet<string>
}

export interface TableColumn {
  readonly title: string
  readonly kind: 'fixed' | 'metrics' | 'params' | 'deps'
}

export interface TableRow {
  readonly kind: RowKind
  readonly cells: readonly string[]
}

export interface ExperimentsTable {
  readonly columns: readonly TableColumn[]
  readonly rows: readonly TableRow[]
  readonly fill: string
}

const fixed = ['Experiment', 'rev', 'typ', 'Created', 'parent', 'State', 'Executor']
const unreadable = '!'

/** The revisions as DVC puts them into a table, before columns are taken out. */
export function experimentsTable(baselines: readonly ShownBaseline[], request: TableRequest): ExperimentsTable {
  const flat = new FlatRevisions()
  const names = collectNames(baselines, flat)
  const titles = titlesOf(names)
  const columns = columnsOf(names, titles)
  const places = new Map(columns.map(({ title }, index) => [title, index]))
  const metrics = placesOf(names.metrics, titles, places)
  const params = placesOf(names.params, titles, places)
  const rowOf = (revision: ShownRevision, kind: RowKind, experiment?: ShownExperiment): TableRow => {
    const cells = Array.from({ length: columns.length }, () => request.fill)
    fixedCells(revision, kind, experiment, request).forEach((cell, index) => (cells[index] = cell))
    const has = flat.of(revision)
    if (!has) return { kind, cells }
    fill(cells, has.metrics, metrics, request.digits)
    fill(cells, has.params, params, request.digits)
    for (const [place, hash] of has.deps) cells[places.get(place)!] = hash ?? request.fill
    return { kind, cells }
  }
  return {
    columns,
    rows: baselines.flatMap((one) => rowsOf(one, sorted(one, flat, names, request), rowOf, request.pinned)),
    fill: request.fill,
  }
}

type RowMaker = (revision: ShownRevision, kind: RowKind, experiment?: ShownExperiment) => TableRow

function rowsOf(
  baseline: ShownBaseline,
  experiments: readonly ShownExperiment[],
  rowOf: RowMaker,
  pinned: TableRequest['pinned'],
): TableRow[] {
  const last = experiments.length - 1
  const below = experiments.flatMap((experiment, index) => {
    const [revision] = experiment.revisions
    const kind = index === last ? 'branch_base' : 'branch_commit'
    return revision ? [rowOf(marked(revision, baseline, pinned), kind, experiment)] : []
  })
  return [rowOf(baseline, 'baseline'), ...below]
}

/** A pinned experiment says so behind its name. */
function marked(revision: ShownRevision, baseline: ShownBaseline, pinned: TableRequest['pinned']): ShownRevision {
  const { name } = revision
  if (!pinned?.size || name === undefined) return revision
  const isPinned = pinned.has(renderExperimentRef({ baseline: baseline.revision, name }))
  return isPinned ? { ...revision, name: `${name}, pinned` } : revision
}

function sorted(
  { experiments }: ShownBaseline,
  flat: FlatRevisions,
  names: ValueNames,
  { sortBy, isDescending }: TableRequest,
): readonly ShownExperiment[] {
  if (sortBy === undefined || experiments.length === 0) return experiments
  return sortByValue(experiments, flat, findValue(names, sortBy, 'sort column'), isDescending)
}

/** How columns are called: by the name of the value, or by file and name where several would be called the same. */
function titlesOf({ metrics, params }: ValueNames): (file: string, name: string) => string {
  const count = new Map(fixed.map((title) => [title, 1]))
  for (const names of new Map([...metrics, ...params]).values())
    for (const name of names) count.set(name, (count.get(name) ?? 0) + 1)
  return (file, name) => (count.get(name) === 1 ? name : `${file}:${name}`)
}

function columnsOf(
  { metrics, params, deps }: ValueNames,
  titleOf: (file: string, name: string) => string,
): TableColumn[] {
  const titles = new Map<string, TableColumn['kind']>(fixed.map((title) => [title, 'fixed']))
  const add = (title: string, kind: TableColumn['kind']) => void (titles.has(title) || titles.set(title, kind))
  for (const [file, names] of metrics) for (const name of names) add(titleOf(file, name), 'metrics')
  for (const [file, names] of params) for (const name of names) add(titleOf(file, name), 'params')
  for (const place of deps) add(place, 'deps')
  return [...titles].map(([title, kind]) => ({ title, kind }))
}

type Places = ReadonlyMap<string, ReadonlyMap<string, number>>

/** In which column each value of each file stands. */
function placesOf(
  names: NamesByFile,
  titleOf: (file: string, name: string) => string,
  places: ReadonlyMap<string, number>,
): Places {
  const placesIn = (file: string, own: ReadonlySet<string>) =>
    new Map([...own].map((name) => [name, places.get(titleOf(file, name))!]))
  return new Map([...names].map(([file, own]) => [file, placesIn(file, own)]))
}

function fill(cells: string[], files: FlatFiles, places: Places, digits: number | undefined): void {
  for (const [file, values] of files) {
    const own = places.get(file)!
    if (values === 'error') for (const place of own.values()) cells[place] = unreadable
    else for (const [name, json] of values) cells[own.get(name)!] = valueText(json, digits) ?? cells[own.get(name)!]!
  }
}
