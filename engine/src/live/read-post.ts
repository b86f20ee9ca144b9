import { Failure } from '../foundation/base/index.ts'
import type { JsonObject, JsonValue, LivePost, PostedPlot } from './post.ts'
import { parsePosted } from './posted-json.ts'

/** A post, and the images that came with it, by plot. */
export interface ReadPost {
  readonly post: LivePost
  readonly images: ReadonlyMap<string, Uint8Array>
}

const mostPlots = 200
const mostPoints = 100_000

/**
 * Reads what DVCLive sends to a studio (3.49): JSON with `type` start, data or done. Fields that are not known are passed over.
 * @throws Failure `usage` with all that is wrong.
 */
export function readPost(text: string): ReadPost {
  const said = objectOf(parsePosted(text))
  const mistakes: string[] = []
  const reader = new PostReader(said, mistakes)
  const post = reader.post()
  if (mistakes.length > 0)
    throw new Failure('usage', `What was posted is not understood: ${mistakes.join('; ')}.`, {
      hint: 'DVCLive 3.49 is.',
    })
  return { post, images: reader.images }
}

class PostReader {
  readonly images = new Map<string, Uint8Array>()
  readonly #said: JsonObject
  readonly #mistakes: string[]

  constructor(said: JsonObject, mistakes: string[]) {
    this.#said = said
    this.#mistakes = mistakes
  }

  post(): LivePost {
    const { type, client, step } = this.#said
    const kind = this.#oneOf('type', type, ['start', 'data', 'done'])
    if (kind === 'data' && !isStep(step)) this.#mistakes.push('"step" is no whole number')
    const baseline = this.#text('baseline_sha')
    if (!/^[0-9a-f]{40,64}$/.test(baseline)) this.#mistakes.push('"baseline_sha" is no commit')
    return {
      kind,
      identity: { repository: this.#text('repo_url'), baseline, name: this.#text('name') },
      client: this.#oneOf('client', client, ['dvc', 'dvclive']),
      ...this.#optional('message', 'message'),
      ...this.#optional('directory', 'subdir'),
      ...this.#optional('experiment', 'experiment_rev'),
      ...this.#mapping('params'),
      ...this.#mapping('metrics'),
      ...(isStep(step) ? { step } : {}),
      ...this.#plots(),
      errors: this.#errors(),
    }
  }

  #oneOf<Word extends string>(name: string, value: JsonValue | undefined, words: readonly Word[]): Word {
    const word = words.find((one) => one === value)
    if (word === undefined) this.#mistakes.push(`"${name}" is none of ${words.join(', ')}`)
    return word ?? words[0]!
  }

  #text(name: string): string {
    const value = this.#said[name]
    if (typeof value === 'string' && value !== '') return value
    this.#mistakes.push(`"${name}" is no text`)
    return ''
  }

  #optional<Name extends string>(name: Name, said: string): { readonly [Key in Name]?: string } {
    const value = this.#said[said]
    if (typeof value === 'string') return { [name]: value } as { readonly [Key in Name]?: string }
    if (value !== undefined && value !== null) this.#mistakes.push(`"${said}" is no text`)
    return {}
  }

  #mapping<Name extends 'params' | 'metrics'>(name: Name): { readonly [Key in Name]?: JsonObject } {
    const value = this.#said[name]
    if (value === undefined || value === null) return {}
    if (!isObject(value)) this.#mistakes.push(`"${name}" is no mapping`)
    return { [name]: objectOf(value) } as { readonly [Key in Name]?: JsonObject }
  }

  #plots(): Pick<LivePost, 'plots'> {
    const { plots } = this.#said
    if (plots === undefined || plots === null) return {}
    const all = Object.entries(objectOf(plots))
    if (!isObject(plots)) this.#mistakes.push('"plots" is no mapping')
    if (all.length > mostPlots)
      this.#mistakes.push(`there are ${all.length} plots, and no more than ${mostPlots} may be`)
    return { plots: Object.fromEntries(all.slice(0, mostPlots).map(([name, plot]) => [name, this.#plot(name, plot)])) }
  }

  #plot(name: string, value: JsonValue): PostedPlot {
    const { data, image, error } = objectOf(value)
    if (!isObject(value)) this.#mistakes.push(`plot "${name}" is no mapping`)
    return { ...this.#points(name, data), ...this.#image(name, image), ...(error ? { error: errorText(error) } : {}) }
  }

  #points(name: string, data: JsonValue | undefined): Pick<PostedPlot, 'points'> {
    if (data === undefined || data === null) return {}
    const isList = Array.isArray(data) && data.every(isObject)
    if (!isList) this.#mistakes.push(`the data of plot "${name}" is no list of mappings`)
    else if (data.length > mostPoints) this.#mistakes.push(`plot "${name}" has ${data.length} points at once`)
    return isList ? { points: data } : {}
  }

  #image(name: string, image: JsonValue | undefined): Pick<PostedPlot, 'image'> {
    if (image === undefined || image === null) return {}
    if (typeof image === 'string' && /^[A-Za-z0-9+/\s]*={0,2}$/.test(image))
      this.images.set(name, Buffer.from(image, 'base64'))
    else this.#mistakes.push(`the image of plot "${name}" is not in base64`)
    return {}
  }

  #errors(): readonly string[] {
    const { errors } = this.#said
    if (errors === undefined || errors === null) return []
    if (Array.isArray(errors)) return errors.map(errorText)
    this.#mistakes.push('"errors" is no list')
    return []
  }
}

function errorText(error: JsonValue): string {
  const { cls, text, msg } = objectOf(error)
  const parts = [cls, text ?? msg].filter((part) => typeof part === 'string')
  return parts.length > 0 ? parts.join(': ') : String(error)
}

function isStep(value: JsonValue | undefined): value is number {
  return typeof value === 'number' && Number.isInteger(value)
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function objectOf(value: unknown): JsonObject {
  return isObject(value) ? value : {}
}
