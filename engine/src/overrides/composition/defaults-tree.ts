import { ConfigProblem } from '../config/config-problem.ts'
import { Resolver } from '../config/resolver.ts'
import type { Choices } from './choices.ts'
import { shownItem } from './choices.ts'
import { compositionFailure, notDone } from './composition-failure.ts'
import type { ConfigFiles } from './config-files.ts'
import {
  configPathOf,
  type DefaultItem,
  groupPathOf,
  isInterpolated,
  isOfHydra,
  isSelf,
  optionItem,
  ordinary,
  overrideKeyOf,
  type PlacedItem,
  packageOf,
  pathParts,
  selfItem,
  within,
} from './default-item.ts'

/** A configuration that is taken in: its path, and the package its content goes to. */
export interface TakenConfig {
  readonly path: string
  readonly package: string
}

/**
 * The configurations that a primary one consists of, in the order in which they are merged: defaults lists followed to their
 * ends, each list's own file where its `_self_` stands, or last.
 */
export function takenConfigs(files: ConfigFiles, primary: string, choices: Choices): TakenConfig[] {
  return new DefaultsWalk(files, choices).taken(primary)
}

/** What a list is in the middle of. */
interface Around {
  readonly isPrimary: boolean
  /** Whether an interpolation chose the configuration whose list this is. */
  readonly isInterpolated: boolean
  readonly depth: number
}

interface Result extends TakenConfig {
  /** Set for config groups without a list of their own, which may stand in the final list once only. */
  readonly key: string | undefined
}

const deepest = 100
const mostConfigs = 10_000

class DefaultsWalk {
  readonly #files: ConfigFiles
  readonly #choices: Choices
  #count = 0

  constructor(files: ConfigFiles, choices: Choices) {
    this.#files = files
    this.#choices = choices
  }

  taken(primary: string): TakenConfig[] {
    const place = { package: undefined, parentDir: '', parentPackage: '', header: undefined }
    const item = { ...pathParts(primary), isGroup: false, ...ordinary, ...place }
    if (!this.#files.load(primary)) {
      throw compositionFailure(
        `Cannot find primary config '${primary}' in "${this.#files.name}".`,
        'Set hydra.config_name and hydra.config_dir.',
      )
    }
    const results = this.#walk(item, { isPrimary: true, isInterpolated: false, depth: 0 }, 'the configuration')
    refuseDoubled(results)
    return results
  }

  /** `source` is the configuration in whose list the item stands. */
  #walk(placed: PlacedItem, around: Around, source: string): Result[] {
    if (around.depth > deepest) throw compositionFailure(`In '${source}': the defaults lists lead round in a circle.`)
    if (++this.#count > mostConfigs)
      throw compositionFailure(`The defaults lists take in more than ${mostConfigs} configurations.`)
    const path = configPathOf(placed)
    const config = placed.name === '???' ? undefined : this.#files.load(path)
    const item = { ...placed, header: config?.header }
    if (this.#choices.isDeleted(item)) return []
    this.#choices.note(item)
    if (item.name === null) return []
    if (item.name === '???') throw this.#unchosen(item)
    if (!config && item.isOptional) return []
    if (!config) throw this.#notFound(item, source)
    return this.#children(item, this.#listOf(config.defaults, around), around) ?? [resultOf(item)]
  }

  /** The list with `_self_` in it, if anything but overrides is. */
  #listOf(defaults: readonly DefaultItem[], { isPrimary }: Around): readonly DefaultItem[] {
    const appended = isPrimary ? this.#choices.appended : []
    const hasSelf = defaults.some(isSelf)
    const needsSelf =
      !hasSelf && (defaults.some((item) => !item.isOverride) || (defaults.length === 0 && appended.length > 0))
    return [...defaults, ...(needsSelf ? [selfItem] : []), ...appended]
  }

  /** What the items of a list bring; undefined if there are none. */
  #children(parent: PlacedItem, list: readonly DefaultItem[], around: Around): Result[] | undefined {
    const placed = list.map((item) => (isSelf(item) ? { ...parent, ...item } : within(parent, item)))
    this.#takeOverrides(parent, placed, around)
    if (placed.filter(isSelf).length > 1)
      throw compositionFailure(`Duplicate _self_ defined in ${configPathOf(parent)}.`)
    const taken = placed
      .filter((item) => !item.isOverride && !isOfHydra(item))
      .map((item) => this.#choices.chosen(item))
    if (taken.length === 0) return undefined
    const results = new Map<PlacedItem, Result[]>()
    const later = taken.filter(isInterpolated)
    const inner = { isPrimary: false, isInterpolated: around.isInterpolated, depth: around.depth + 1 }
    for (const item of taken.toReversed())
      if (!later.includes(item)) results.set(item, this.#resultsOf(item, parent, inner))
    for (const item of later.toReversed()) results.set(item, this.#interpolated(item, parent, inner))
    return taken.flatMap((item) => results.get(item) ?? [])
  }

  #resultsOf(item: PlacedItem, parent: PlacedItem, around: Around): Result[] {
    if (isSelf(item)) return [{ ...resultOf(parent), key: undefined }]
    const source = configPathOf(parent)
    if (!Array.isArray(item.name)) return this.#walk(item, around, source)
    const results = (item.name as readonly string[]).toReversed().map((name) => {
      if (name.includes('${')) throw notDone(`In '${source}': "${name}" in a list of options is an interpolation`)
      return this.#walk(optionItem(item, name), around, source)
    })
    return results.reverse().flat()
  }

  /** The other choices of groups say what is meant. */
  #interpolated(item: PlacedItem, parent: PlacedItem, around: Around): Result[] {
    const text = item.isGroup ? String(item.name) : configPathOf(item)
    const root = new Map([...this.#choices.known, ['\0', text]])
    const name = chosenBy(text, () => new Resolver(root, () => undefined).resolved(['\0']))
    const settled = item.isGroup ? { ...item, name } : within(parent, { ...item, ...pathParts(name) })
    return this.#walk(settled, { ...around, isInterpolated: true }, configPathOf(parent))
  }

  #takeOverrides(parent: PlacedItem, items: readonly PlacedItem[], { isInterpolated: isDeferred }: Around): void {
    const path = configPathOf(parent)
    let last: PlacedItem | undefined
    for (const item of items) {
      if (isSelf(item) || item.isAppended || isOfHydra(item)) continue
      if (last && !item.isOverride) {
        const message = `In '${path}': Override '${shownItem(last)}' is defined before '${shownItem(item)}'.`
        throw compositionFailure(message, 'Overrides must be at the end of the defaults list.')
      }
      if (!item.isOverride) continue
      if (isDeferred) throw notDone(`In '${path}': "override ${shownItem(item)}" stands below an interpolation`)
      last = item
      this.#choices.override(item, path)
    }
  }

  #unchosen(item: PlacedItem) {
    const key = overrideKeyOf(item)
    const options = this.#files.options(groupPathOf(item)).join(', ')
    return compositionFailure(`You must specify '${key}'; there is ${options}.`, `Choose one: -S ${key}=OPTION`)
  }

  #notFound(item: PlacedItem, source: string) {
    const options = this.#files.options(groupPathOf(item))
    const hint = item.isGroup && options.length > 0 ? `Available options: ${options.join(', ')}` : undefined
    return compositionFailure(`In '${source}': Could not find '${configPathOf(item)}' in "${this.#files.name}".`, hint)
  }
}

function resultOf(item: PlacedItem): Result {
  return { path: configPathOf(item), package: packageOf(item), key: item.isGroup ? overrideKeyOf(item) : undefined }
}

function refuseDoubled(results: readonly Result[]): void {
  const keys = new Set<string>()
  for (const { key } of results) {
    if (key !== undefined && keys.has(key))
      throw compositionFailure(`${key} appears more than once in the final defaults list.`)
    if (key !== undefined) keys.add(key)
  }
}

function chosenBy(text: string, resolve: () => unknown): string {
  try {
    const name = resolve()
    if (typeof name === 'string') return name
  } catch (error) {
    if (!(error instanceof ConfigProblem)) throw error
  }
  throw compositionFailure(`Error resolving interpolation '${text}' in a defaults list.`)
}
