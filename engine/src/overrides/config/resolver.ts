import { pythonText, type Value, type ValueMap } from '../../foundation/formats/index.ts'
import { isSweep } from '../grammar/override.ts'
import { parseOverride } from '../grammar/parse-override.ts'
import { plainValue } from '../grammar/python-values.ts'
import { ConfigProblem } from './config-problem.ts'
import { type ConfigPath, type Container, childOf, isContainer, isInterpolation, isMissing, splitKey } from './nodes.ts'
import { parseTemplate, TemplateProblem } from './parse-template.ts'
import type { CallArgument, Interpolation, Template } from './template.ts'

/** Looks up a variable of the environment; undefined if it is not set. */
export type VariableLookup = (name: string) => string | undefined

const largest = 5_000_000

/** What stands at a place once references have been followed; `path` is where, if it stands in the configuration itself. */
interface Found {
  readonly value: Value
  readonly path: ConfigPath | undefined
}

/**
 * Replaces `${…}` in a configuration by what it means: references to other places, absolute or relative, and the resolvers
 * `oc.env`, `oc.select` and `oc.decode`. Throws a `ConfigProblem` for references into nothing, in a circle, and for other resolvers.
 */
export class Resolver {
  readonly #root: ValueMap
  readonly #environment: VariableLookup
  /** Places that are being resolved; to come back to one is a circle. */
  readonly #open = new Set<string>()
  /** Values and characters so far: references to references can grow without end. */
  #size = 0

  constructor(root: ValueMap, environment: VariableLookup) {
    this.#root = root
    this.#environment = environment
  }

  /** The value at `path` with everything in it replaced. */
  resolved(path: ConfigPath): Value {
    const { value, path: place } = this.#followed(this.#at(path) ?? null, path)
    if (!isContainer(value) || !place) return value
    return this.#guarded(place, () => this.#resolvedChildren(value, place))
  }

  /** The value at `path`, or the one that a reference there leads to; what is in it stays as it is. */
  follow(path: ConfigPath): Value {
    return this.#followed(this.#at(path) ?? null, path).value
  }

  /** What stands under a key, `a.b`, references followed on the way; undefined if there is nothing or only null or `???`. */
  select(key: string): Found | undefined {
    const found = key === '' ? { value: this.#root, path: [] } : this.#find([], splitKey(key), key, false)
    return found === undefined || found.value === null || isMissing(found.value) ? undefined : found
  }

  #resolvedChildren(value: ValueMap | Value[], path: ConfigPath): Value {
    this.#grow(Array.isArray(value) ? value.length : value.size)
    if (Array.isArray(value)) return value.map((_, i) => this.resolved([...path, i]))
    return new Map([...value.keys()].map((key) => [key, this.resolved([...path, key])]))
  }

  #grow(count: number): void {
    this.#size += count
    if (this.#size > largest) throw new ConfigProblem('other', 'its references grow without end')
  }

  #at(path: ConfigPath): Value | undefined {
    let value: Value | undefined = this.#root
    for (const key of path) value = isContainer(value) ? childOf(value, key) : undefined
    return value
  }

  /** The value at the end of the references that begin here. */
  #followed(value: Value, path: ConfigPath): Found {
    if (!isInterpolation(value)) return { value, path }
    return this.#guarded(path, () => this.#interpolated(templateOf(value), path.slice(0, -1)))
  }

  #guarded<Result>(path: ConfigPath, task: () => Result): Result {
    const place = JSON.stringify(path.map(String))
    if (this.#open.has(place))
      throw new ConfigProblem('other', `the references at "${path.join('.')}" go round in a circle`)
    this.#open.add(place)
    const result = task()
    this.#open.delete(place)
    return result
  }

  #interpolated(template: Template, parent: ConfigPath): Found {
    const [only] = template
    if (template.length === 1 && typeof only === 'object') return this.#meaning(only, parent)
    const text = template.map((part) => this.#partText(part, parent)).join('')
    this.#grow(text.length)
    return { value: text, path: undefined }
  }

  #partText(part: string | Interpolation, parent: ConfigPath): string {
    if (typeof part === 'string') return part
    const { value } = this.#meaning(part, parent)
    if (isContainer(value)) throw new ConfigProblem('unsupported', 'a list or mapping stands within a text')
    return pythonText(value)
  }

  #meaning(part: Interpolation, parent: ConfigPath): Found {
    if (part.kind === 'call') return { value: this.#called(part.resolver, part.args, parent), path: undefined }
    const key = part.key.map((piece) => this.#partText(piece, parent)).join('')
    return this.#reference(key, parent)
  }

  #reference(key: string, parent: ConfigPath): Found {
    const found = this.#relative(key, parent)
    if (!found) throw new ConfigProblem('other', `"\${${key}}" leads to nothing`)
    if (isMissing(found.value))
      throw new ConfigProblem('missing-value', `"\${${key}}" leads to "???", a value yet to be given`)
    return found
  }

  /** One dot in front means the mapping that the reference stands in, each further one the next mapping around it. */
  #relative(key: string, parent: ConfigPath): Found | undefined {
    const [dots = ''] = /^\.*/.exec(key) ?? []
    if (dots === '') return this.#find([], splitKey(key), key, true)
    if (dots.length - 1 > parent.length) return undefined
    const base = parent.slice(0, parent.length - dots.length + 1)
    return this.#find(base, splitKey(key.slice(dots.length)), key, true)
  }

  /** `isStrict`: to look for something in a text or number is a mistake, not nothing. */
  #find(base: ConfigPath, keys: readonly string[], key: string, isStrict: boolean): Found | undefined {
    let found: Found = { value: this.#at(base) ?? null, path: base }
    for (const [i, step] of keys.entries()) {
      const { value: container, path } = found
      if (!isContainer(container) || !path) {
        if (!isStrict || container === null) return undefined
        throw new ConfigProblem('other', `"${key}": "${keys.slice(0, i).join('.')}" holds no "${step}"`)
      }
      if (Array.isArray(container) && !/^-?\d/.test(step)) {
        throw new ConfigProblem('other', `"${key}": "${step}" is no place in a list`)
      }
      const child = childOf(container, step)
      if (child === undefined) return undefined
      found = this.#followed(child, [...path, Array.isArray(container) ? Number(step) : step])
    }
    return found
  }

  #called(name: string, args: readonly CallArgument[], parent: ConfigPath): Value {
    const [first, second] = args.map((argument) => this.#argument(argument, parent))
    const isCount = args.length === 1 || (args.length === 2 && name !== 'oc.decode')
    if (isCount && name === 'oc.env' && typeof first === 'string') return this.#variable(first, second)
    if (isCount && name === 'oc.select' && typeof first === 'string')
      return this.#relative(first, parent)?.value ?? second ?? null
    if (isCount && name === 'oc.decode' && (typeof first === 'string' || first === null)) {
      return first === null ? null : decoded(first)
    }
    throw new ConfigProblem('unsupported', `"\${${name}:…}" is not done here, only oc.env, oc.select and oc.decode`)
  }

  #variable(name: string, fallback: Value | undefined): Value {
    const value = this.#environment(name)
    if (value !== undefined) return value
    if (fallback === undefined) throw new ConfigProblem('other', `the environment has no variable "${name}"`)
    return fallback === null ? null : pythonText(fallback)
  }

  #argument({ template, isText }: CallArgument, parent: ConfigPath): Value {
    const [only] = template
    if (!isText && template.length === 1 && typeof only === 'object') return this.#meaning(only, parent).value
    const text = template.map((part) => this.#partText(part, parent)).join('')
    return isText || template.some((part) => typeof part === 'object') ? text : decoded(text)
  }
}

/** What a reference that stands at `path` leads to, if it is a list or mapping. */
export function containerAt(root: ValueMap, path: ConfigPath, environment: VariableLookup): Container | undefined {
  try {
    const found = new Resolver(root, environment).follow(path)
    return isContainer(found) ? found : undefined
  } catch (error) {
    if (error instanceof ConfigProblem) return undefined
    throw error
  }
}

function templateOf(text: string): Template {
  try {
    return parseTemplate(text)
  } catch (error) {
    if (error instanceof TemplateProblem) throw new ConfigProblem('other', `"${text}" cannot be read: ${error.message}`)
    throw error
  }
}

/** A value in the language of overrides, without sweeps. */
function decoded(text: string): Value {
  const { value = null } = parseOverride(`value=${text}`, () => 0)
  if (isSweep(value)) throw new ConfigProblem('other', `"${text}" is no single value`)
  return plainValue(value)
}
