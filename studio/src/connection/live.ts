import type { ChangedEvent } from '@sterna/api'
import type { QueryClient } from '@tanstack/react-query'

/** Whether changes are heard of; if not, since when (milliseconds since 1970). */
export type LiveState = { readonly kind: 'live' } | { readonly kind: 'lost'; readonly since: number }

/** The stream of changes. Whatever a page shows of a subject that has changed is asked for anew. */
export class Live {
  #state: LiveState = { kind: 'live' }
  readonly #stamps = new Map<string, string>()
  readonly #listeners = new Set<() => void>()
  readonly #queries: QueryClient

  constructor(queries: QueryClient) {
    this.#queries = queries
  }

  open(url: string): void {
    const source = new EventSource(url)
    source.addEventListener('changed', ({ data }) => this.#hear(JSON.parse(data as string) as ChangedEvent))
    source.addEventListener('open', () => this.#become({ kind: 'live' }))
    source.addEventListener('error', () => {
      if (this.#state.kind === 'live') this.#become({ kind: 'lost', since: Date.now() })
    })
  }

  state = (): LiveState => this.#state

  listen = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** The first stamp that is heard of is that of what was just asked for, unless it has changed since. */
  #hear({ subject, stamp }: ChangedEvent): void {
    const before = this.#stamps.get(subject)
    this.#stamps.set(subject, stamp)
    if (before === stamp) return
    void this.#queries.invalidateQueries({ queryKey: [subject] })
    if (subject !== 'logs') void this.#queries.invalidateQueries({ queryKey: ['overview'] })
  }

  #become(state: LiveState): void {
    this.#state = state
    for (const listener of this.#listeners) listener()
  }
}
