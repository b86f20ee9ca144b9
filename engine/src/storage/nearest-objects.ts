import { Failure } from '../foundation/base/index.ts'
import { isLocalStore } from './local-store.ts'
import { digestOf } from './md5/content-digest.ts'
import { type ContentHash, isDirectoryHash, type ObjectStore } from './object-store.ts'

type NearStore = Pick<ObjectStore, 'read' | 'insertBytes'>

/**
 * Objects of a cache, or else of a store that is farther away. That one is opened only when it is needed, once, and asked once by
 * all who want the same object at the same time; its bytes are believed only if they are what their name says. Files that came from
 * another machine stay in the cache.
 */
export class NearestObjects {
  readonly #cache: NearStore
  readonly #openFar: () => ObjectStore | undefined
  #far: { readonly store: ObjectStore | undefined } | undefined
  readonly #arriving = new Map<ContentHash, Promise<Uint8Array | undefined>>()

  constructor(cache: NearStore, openFar: () => ObjectStore | undefined) {
    this.#cache = cache
    this.#openFar = openFar
  }

  /** Undefined if neither has it. */
  async read(hash: ContentHash): Promise<Uint8Array | undefined> {
    return (await this.#cache.read(hash)) ?? this.#arriving.get(hash) ?? this.#readFar(hash)
  }

  #readFar(hash: ContentHash): Promise<Uint8Array | undefined> {
    this.#far ??= { store: this.#openFar() }
    const { store } = this.#far
    if (!store) return Promise.resolve(undefined)
    const arriving = this.#receive(store, hash).finally(() => this.#arriving.delete(hash))
    this.#arriving.set(hash, arriving)
    return arriving
  }

  async #receive(store: ObjectStore, hash: ContentHash): Promise<Uint8Array | undefined> {
    const bytes = await readVerified(store, hash)
    if (bytes && !isLocalStore(store) && !isDirectoryHash(hash)) await keep(this.#cache, bytes, hash)
    return bytes
  }
}

/** A cache that takes nothing is no reason not to show what has come. */
async function keep(cache: NearStore, bytes: Uint8Array, hash: ContentHash): Promise<void> {
  try {
    await cache.insertBytes(bytes, hash)
  } catch (error) {
    if (!(error instanceof Failure)) throw error
  }
}

async function readVerified(store: ObjectStore, hash: ContentHash): Promise<Uint8Array | undefined> {
  const bytes = await store.read(hash)
  if (!bytes || digestOf(bytes, { legacy: false }) === hash.replace(/\.dir$/, '')) return bytes
  throw new Failure('corrupt-object', `${store.name}: the bytes of '${hash}' are not what its name says.`, {
    hint: 'Whoever has the data can send it again: take the object away there, then sterna push.',
  })
}
