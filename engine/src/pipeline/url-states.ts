import { type DataCall, isPlaceHere, type SourceState, stateOfUrl, type UrlContext } from '../data/index.ts'
import { Failure, mapBounded } from '../foundation/base/index.ts'

/** What a URL means now. */
export type UrlState = { readonly kind: 'missing' } | { readonly kind: 'there'; readonly state: SourceState }

/** How many URLs are asked for at once. */
const askedAtOnce = 16

/** What URLs mean that stages depend on. Each is asked for once, until it has to be asked for anew. */
export class UrlStates {
  readonly #context: UrlContext
  readonly #asked = new Map<string, Promise<UrlState>>()

  constructor(context: UrlContext) {
    this.#context = context
  }

  of(url: string, call: DataCall): Promise<UrlState> {
    const asked = this.#asked.get(url) ?? this.#ask(url, call)
    this.#asked.set(url, asked)
    return asked
  }

  /** Asks for many at once, for those who want to know one after the other. Returns why some cannot be asked for. */
  async prepare(urls: readonly string[], call: DataCall): Promise<ReadonlyMap<string, Failure>> {
    const failures = new Map<string, Failure>()
    await mapBounded([...new Set(urls)], askedAtOnce, async (url) => {
      const failure = await failureOf(this.of(url, call))
      if (failure) failures.set(url, failure)
    })
    return failures
  }

  /** To be called when what they mean may have become something else. */
  forget(): void {
    this.#asked.clear()
  }

  /** Whether it is a place of this machine. Asks nobody; throws a `Failure` for a URL that cannot mean anything. */
  isHere(url: string): boolean {
    return isPlaceHere(this.#context, url)
  }

  async #ask(url: string, call: DataCall): Promise<UrlState> {
    const state = await stateOfUrl(this.#context, url, call)
    return state ? { kind: 'there', state } : { kind: 'missing' }
  }
}

async function failureOf(asked: Promise<UrlState>): Promise<Failure | undefined> {
  try {
    await asked
    return undefined
  } catch (error) {
    if (!(error instanceof Failure) || error.code === 'interrupted') throw error
    return error
  }
}
