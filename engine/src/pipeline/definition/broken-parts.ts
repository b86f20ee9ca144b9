import type { Value } from '../../foundation/formats/index.ts'
import type { DefinitionPlace } from './definition-place.ts'
import type { BrokenPart, Mistake } from './mistake.ts'
import { type MayMake, makesNothing, mayMakeOf } from './output-patterns.ts'
import { unreadablePart } from './unreadable-part.ts'

/** Which part of a `dvc.yaml`. */
export type PartName = Pick<BrokenPart, 'extent' | 'name'>

/** The parts of a `dvc.yaml` with mistakes, as they are found. What members of a group have in common is kept once. */
export class BrokenParts {
  readonly #place: DefinitionPlace
  readonly #value: Value
  readonly #found = new Map<string, { readonly part: PartName; readonly mistakes: Map<string, Mistake> }>()

  constructor(place: DefinitionPlace, value: Value) {
    this.#place = place
    this.#value = value
  }

  /** Whether the stages of the file can be read at all. */
  get isUsable(): boolean {
    return !this.has({ extent: 'file', name: '' })
  }

  has(part: PartName): boolean {
    return this.#found.has(keyOf(part))
  }

  add(part: PartName, mistake: Mistake): void {
    const entry = this.#found.get(keyOf(part)) ?? { part, mistakes: new Map<string, Mistake>() }
    this.#found.set(keyOf(part), entry)
    const { place, message, isShape } = mistake
    const withoutMember = message.replace(/'stages\.[^']*@[^']*\.(\w+)'/, '$1')
    const key = `${place?.line}:${place?.column}:${isShape ? message : withoutMember}`
    if (!entry.mistakes.has(key)) entry.mistakes.set(key, mistake)
  }

  all(): BrokenPart[] {
    const { file, text } = this.#place
    return [...this.#found.values()].map(({ part, mistakes: found }) => {
      const mistakes = [...found.values()]
      if (part.extent === 'file' && !this.#stages) return unreadablePart(text, file, mistakes)
      return { ...part, file, mistakes, mayMake: this.#mayMake(part) }
    })
  }

  get #stages(): ReadonlyMap<unknown, Value> | undefined {
    const stages = this.#value instanceof Map ? (this.#value.get('stages') ?? new Map()) : undefined
    return stages instanceof Map ? stages : undefined
  }

  #mayMake({ extent, name }: PartName): MayMake {
    if (extent === 'list') return makesNothing
    const wanted = [...(this.#stages ?? [])].filter(([key]) => extent === 'file' || String(key) === name)
    const each = wanted.map(([, fields]) => mayMakeOf(fields, this.#place.directory))
    return (path, isFile) => each.some((mayMake) => mayMake(path, isFile))
  }
}

function keyOf({ extent, name }: PartName): string {
  return `${extent} ${name}`
}
