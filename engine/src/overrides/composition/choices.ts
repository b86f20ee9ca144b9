import { isSweep, type Override } from '../grammar/override.ts'
import { plainValue } from '../grammar/python-values.ts'
import { compositionFailure, notDone } from './composition-failure.ts'
import type { ConfigFiles } from './config-files.ts'
import { configPathOf, type DefaultItem, groupPathOf, overrideKeyOf, type PlacedItem } from './default-item.ts'
import { groupItem } from './read-defaults-list.ts'

interface Choice {
  readonly name: DefaultItem['name']
  /** The configuration whose defaults list made it; undefined if it came with `-S`. */
  readonly source: string | undefined
  isUsed: boolean
}

/** Which options of which groups are taken: by the defaults lists, by `override` in them, and by overrides. */
export class Choices {
  /** Overrides of values, not of groups. */
  readonly valueOverrides: Override[] = []
  /** What `+group=option` adds to the primary list. */
  readonly appended: DefaultItem[] = []
  readonly known = new Map<string, string | null>()
  readonly #choices = new Map<string, Choice>()
  readonly #deletions = new Map<string, { readonly name: string | null; isUsed: boolean }>()

  constructor(files: ConfigFiles, overrides: readonly Override[]) {
    for (const override of overrides) this.#take(override, files)
  }

  #take(override: Override, files: ConfigFiles): void {
    const { action, key, text } = override
    if (/^hydra[./]/.test(key) || key === 'hydra') throw notDone(`"${text}" is about Hydra itself`)
    if (isSweep(override.value)) throw compositionFailure(`"${text}" is a sweep, which stands for several values.`)
    const value = override.value === undefined ? null : plainValue(override.value)
    if (value instanceof Map || !files.isGroup(key)) this.valueOverrides.push(override)
    else if (action === 'force-add') throw compositionFailure(`"${text}": a config group is added with one "+".`)
    else if (action === 'delete') this.#delete(override, value)
    else this.#choose(override, value)
  }

  #delete({ key, package: place, text }: Override, value: unknown): void {
    if (value !== null && typeof value !== 'string') throw compositionFailure(`"${text}": the option must be a text.`)
    this.#deletions.set(place === undefined ? key : `${key}@${place}`, { name: value, isUsed: false })
  }

  #choose({ action, key, package: place, text }: Override, value: unknown): void {
    const isName =
      typeof value === 'string' || (Array.isArray(value) && value.every((name) => typeof name === 'string'))
    if (!isName) throw compositionFailure(`"${text}": the option of a group must be a text or a list of texts.`)
    const name = value as string | string[]
    if (action === 'add') this.appended.push({ ...groupItem(key, name, place), isAppended: true })
    else this.#choices.set(place === undefined ? key : `${key}@${place}`, { name, source: undefined, isUsed: false })
  }

  /** An `override` in a defaults list; what was chosen before stays. */
  override(item: PlacedItem, source: string): void {
    const key = overrideKeyOf(item)
    if (!this.#choices.has(key)) this.#choices.set(key, { name: item.name, source, isUsed: false })
  }

  /** The item with the option that was chosen for it. */
  chosen<Item extends PlacedItem>(item: Item): Item {
    const choice = item.isGroup ? this.#choices.get(overrideKeyOf(item)) : undefined
    if (!choice) return item
    choice.isUsed = true
    return { ...item, name: choice.name }
  }

  /** Whether `~group` takes the item away. */
  isDeleted(item: PlacedItem): boolean {
    const deletion = item.isGroup ? this.#deletions.get(overrideKeyOf(item)) : undefined
    if (!deletion || (deletion.name !== null && deletion.name !== item.name)) return false
    deletion.isUsed = true
    return true
  }

  /** Remembers what is taken of a group; two different options for one place are a mistake. */
  note(item: PlacedItem): void {
    if (!item.isGroup) return
    const key = overrideKeyOf(item)
    const name = item.name as string | null
    const before = this.known.get(key)
    if (this.known.has(key) && before !== name) {
      throw compositionFailure(`Multiple values for ${key}.`, `To override a value use 'override ${key}: ${before}'`)
    }
    this.known.set(key, name)
  }

  /** Refuses overrides that met no group. */
  demandAllUsed(): void {
    for (const [key, { source, isUsed, name }] of this.#choices) {
      if (!isUsed) throw this.#unused(key, source, String(name))
    }
    for (const [key, { isUsed }] of this.#deletions) {
      if (!isUsed) throw compositionFailure(`Could not delete '${key}'. No match in the defaults list.`)
    }
  }

  #unused(key: string, source: string | undefined, name: string) {
    const [group = ''] = key.split('@', 1)
    const others = [...this.known.keys()].filter((known) => known.split('@', 1)[0] === group).sort()
    const message = `${source === undefined ? '' : `In '${source}': `}Could not override '${key}'.`
    const reason = others.length > 0 ? ` Did you mean ${others.join(', ')}?` : ' No match in the defaults list.'
    return compositionFailure(
      message + reason,
      source === undefined ? `To append to your default list use +${key}=${name}` : undefined,
    )
  }
}

/** Where an item stands, for messages. */
export function shownItem(item: PlacedItem): string {
  return item.isGroup ? `${groupPathOf(item)}: ${String(item.name)}` : configPathOf(item)
}
