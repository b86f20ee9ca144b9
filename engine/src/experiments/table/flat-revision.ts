import { readJson } from '../../foundation/formats/index.ts'
import type { RevisionParts } from '../data/revision-data.ts'
import type { ShownRevision } from '../show/shown-state.ts'
import { type FlatFile, flatFiles } from './flat-values.ts'

export type FlatFiles = ReadonlyMap<string, FlatFile>

/** What a revision has, taken apart as far as tables need it. */
export interface FlatRevision {
  readonly metrics: FlatFiles
  readonly params: FlatFiles
  /** By path; undefined where nothing is recorded. */
  readonly deps: ReadonlyMap<string, string | undefined>
}

/** Takes revisions apart; of parts that many of them share each once. */
export class FlatRevisions {
  readonly #known = new Map<ShownRevision, FlatRevision | undefined>()
  readonly #files = new Map<string, FlatFiles>()
  readonly #deps = new Map<string, FlatRevision['deps']>()

  /** Undefined of a revision that could not be read. */
  of(revision: ShownRevision): FlatRevision | undefined {
    if (this.#known.has(revision)) return this.#known.get(revision)
    const { state } = revision
    const flat = state.kind === 'problem' ? undefined : this.#takeApart(state.data)
    this.#known.set(revision, flat)
    return flat
  }

  #takeApart({ metrics, params, deps }: RevisionParts): FlatRevision {
    return {
      metrics: remembered(this.#files, metrics, flatFiles),
      params: remembered(this.#files, params, flatFiles),
      deps: remembered(this.#deps, deps, hashesIn),
    }
  }
}

function remembered<Value>(known: Map<string, Value>, text: string, read: (text: string) => Value): Value {
  const before = known.get(text)
  if (before !== undefined) return before
  const value = read(text)
  known.set(text, value)
  return value
}

function hashesIn(deps: string): FlatRevision['deps'] {
  const found = new Map<string, string | undefined>()
  for (const [place, content] of readJson(deps, 'deps') as Map<string, Map<string, string | null>>)
    found.set(place, content.get('hash') ?? undefined)
  return found
}
