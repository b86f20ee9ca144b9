import type { ChangedEvent, Subject } from '@sterna/api'
import { subjects } from '@sterna/api'
import type { Repository } from '../repository.ts'

const pauseMilliseconds = 500

type Listener = (event: ChangedEvent) => void

/** Looks for changes as long as somebody listens. Whoever begins to listen is told how things are, so that nothing is missed. */
export class Changes {
  readonly #repository: Repository
  readonly #listeners = new Set<Listener>()
  readonly #told = new Map<Subject, string>()
  #timer: NodeJS.Timeout | undefined

  constructor(repository: Repository) {
    this.#repository = repository
  }

  /** @returns a function that ends it. */
  listen(listener: Listener): () => void {
    this.#listeners.add(listener)
    for (const [subject, stamp] of this.#told) listener({ kind: 'changed', subject, stamp })
    this.#timer ??= setTimeout(() => void this.#look(), 0)
    return () => {
      this.#listeners.delete(listener)
      if (this.#listeners.size > 0) return
      clearTimeout(this.#timer)
      this.#timer = undefined
    }
  }

  async #look(): Promise<void> {
    for (const subject of subjects) {
      const stamp = await this.#repository.stamp(subject).catch(() => undefined)
      if (stamp === undefined || stamp === this.#told.get(subject)) continue
      this.#told.set(subject, stamp)
      for (const listener of this.#listeners) listener({ kind: 'changed', subject, stamp })
    }
    if (this.#listeners.size > 0) this.#timer = setTimeout(() => void this.#look(), pauseMilliseconds)
    else this.#timer = undefined
  }
}
