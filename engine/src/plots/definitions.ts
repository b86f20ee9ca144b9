import * as path from 'node:path/posix'
import type { RepoPath } from '../foundation/base/index.ts'
import { repoPath } from '../foundation/base/index.ts'
import type { Value, ValueMap } from '../foundation/formats/index.ts'
import type { Definition, Stage } from '../pipeline/index.ts'
import type { ProjectView } from '../revisions/index.ts'
import type { PlotFiles } from './plot-files.ts'

/** The properties of plots by their ids. */
export type PlotProperties = Map<string, ValueMap>
/** By the file that defines them, as a person calls it; `''` for outputs of stages and for files that are named. */
export type PlotDefinitions = ReadonlyMap<string, PlotProperties>

export interface PlotSelection {
  /** Beginnings of ids (regular expressions, as in DVC), and files. Everything if there are none. */
  readonly targets: readonly string[]
  /** Win over those of the definitions. */
  readonly properties: ValueMap
  /** Where the person is, from the root. */
  readonly directory: RepoPath
}

/** Every plot that a view defines and the selection means. Undefined if nothing speaks of plots at all. */
export async function collectDefinitions(
  view: ProjectView,
  files: PlotFiles,
  selection: PlotSelection,
): Promise<PlotDefinitions | undefined> {
  const collector = new Collector(files, selection)
  const definitions = await view.definitions()
  for (const definition of definitions) await collector.addTopLevel(definition)
  for (const { stages } of definitions) for (const stage of stages) await collector.addOutputs(stage)
  for (const target of selection.targets) await collector.addTarget(target)
  return collector.found.size > 0 ? collector.found : undefined
}

class Collector {
  readonly found = new Map<string, PlotProperties>()
  readonly #files: PlotFiles
  readonly #selection: PlotSelection
  readonly #patterns: readonly RegExp[]

  constructor(files: PlotFiles, selection: PlotSelection) {
    this.#files = files
    this.#selection = selection
    this.#patterns = selection.targets.map((target) => new RegExp(`^(?:${target})`))
  }

  async addTopLevel({ file, plots }: Definition): Promise<void> {
    if (plots.length === 0) return
    const shownFile = path.relative(this.#selection.directory, file)
    const place = (id: string) => joined(path.dirname(shownFile), id)
    const properties = new Map(plots.map((plot) => [plot.id, plot.properties ?? new Map()]))
    const places = [...properties.keys()].map(place)
    const found = this.#plotsOf(shownFile)
    for (const [id, own] of properties) {
      if (!this.#isMeant(shownFile, id)) continue
      if (own.get('y') instanceof Map) put(found, id, this.#given(withPlaces(own, place)))
      else await this.#addPath(found, place(id), own, (name) => closest(name, places) === place(id))
    }
  }

  async addOutputs({ file, wdir, outs }: Stage): Promise<void> {
    const shownFile = path.relative(this.#selection.directory, file)
    for (const { kind, path: place, text, isPlot, plot } of outs) {
      if (!isPlot || kind === 'url') continue
      const from = path.relative(this.#selection.directory, wdir)
      if (this.#isMeant(shownFile, path.relative(this.#selection.directory, place)))
        await this.#addPath(this.#plotsOf(''), joined(from, text), plot)
    }
  }

  /** A file that is named is a plot whether anything defines it or not. */
  async addTarget(target: string): Promise<void> {
    if (this.found.size > 0 && !(await this.#files.exists(this.#inRepo(target)))) return
    await this.#addPath(this.#plotsOf(''), target, new Map())
  }

  async #addPath(
    found: PlotProperties,
    shown: string,
    own: ValueMap,
    isMeant: (name: string) => boolean = () => true,
  ): Promise<void> {
    const place = this.#inRepo(shown)
    const inside = await this.#files.filesIn(place)
    const names = inside ? inside.map((file) => joined(shown, path.relative(place, file))) : [shown]
    for (const name of names) if (isMeant(name)) put(found, name, this.#given(own))
  }

  #given(own: ValueMap): ValueMap {
    return new Map([...own, ...this.#selection.properties])
  }

  #inRepo(shown: string): RepoPath {
    return placeInProject(this.#selection.directory, shown)
  }

  #isMeant(file: string, id: string): boolean {
    if (this.#patterns.length === 0) return true
    return this.#patterns.some((pattern) => pattern.test(id) || pattern.test(`${file}::${id}`))
  }

  #plotsOf(file: string): PlotProperties {
    const plots = this.found.get(file) ?? new Map()
    this.found.set(file, plots)
    return plots
  }
}

function joined(directory: string, name: string): string {
  return path.join(directory, name).replace(/(?<=.)\/$/, '')
}

function put(found: PlotProperties, id: string, properties: ValueMap): void {
  found.set(id, new Map([...(found.get(id) ?? []), ...properties]))
}

/** Files that axes name are relative to the file of the definition. */
function withPlaces(own: ValueMap, place: (name: string) => string): ValueMap {
  const moved = (value: Value): Value =>
    value instanceof Map ? new Map([...value].map(([file, fields]) => [place(String(file)), fields])) : value
  return new Map([...own].map(([key, value]) => [key, key === 'x' || key === 'y' ? moved(value) : value]))
}

/** Where a path from a directory leads; as in DVC, nothing leads out of the project. */
export function placeInProject(directory: RepoPath, shown: string): RepoPath {
  return repoPath(path.join('/', directory, shown).slice(1))
}

/** The longest path that a name has in common with any of the places. */
function closest(name: string, places: readonly string[]): string {
  return places.map((place) => commonPath([name, place])).reduce((a, b) => (b.length > a.length ? b : a), '')
}

/** What paths begin with, whole parts only. */
export function commonPath(paths: readonly string[]): string {
  const [first = [], ...others] = paths.map((one) => one.split('/'))
  const end = first.findIndex((part, index) => others.some((other) => other[index] !== part))
  return (end < 0 ? first : first.slice(0, end)).join('/')
}
