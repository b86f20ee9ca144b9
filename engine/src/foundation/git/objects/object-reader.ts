import type { GitPlaces } from '../refs.ts'
import { AskedObjects } from './asked-objects.ts'
import type { GitObject } from './git-object.ts'
import { idInTree } from './id-in-tree.ts'
import { OwnObjects } from './own-objects.ts'

/** Git reads an object in a quarter of the time that it takes here, but its start takes as long as this many. */
const mostOwn = 256

/**
 * Reads the first objects from Git's files, as far as that is simple, and others through a `git cat-file` child. Must be closed, or
 * the process does not end.
 */
export class ObjectReader {
  readonly #own: OwnObjects
  readonly #asked: AskedObjects
  readonly #trees = new Map<string, Buffer>()
  #read = 0

  constructor(places: GitPlaces) {
    this.#own = new OwnObjects(places.commonDirectory)
    this.#asked = new AskedObjects(places.root)
  }

  /** The object that `name` stands for (`HEAD:dvc.yaml`, an id, …), or undefined if there is none. */
  async read(name: string): Promise<GitObject | undefined> {
    if (this.#read++ >= mostOwn) return this.#asked.read(name)
    const [, id, path] = /^([0-9a-f]{40})(?::(.*))?$/s.exec(name) ?? []
    const found = id === undefined ? undefined : path === undefined ? this.#own.read(id) : this.#below(id, path)
    if (found === 'missing') return undefined
    return found ?? this.#asked.read(name)
  }

  /** An object by its id, at once; undefined also if that can only be told by Git. */
  readNow(id: string): GitObject | undefined {
    return this.#own.read(id)
  }

  close(): void {
    this.#own.close()
    this.#asked.close()
  }

  /** What a commit or tree has at a path; undefined if that cannot be told here. */
  #below(root: string, path: string): GitObject | 'missing' | undefined {
    const parts = path === '' ? [] : path.split('/')
    if (parts.some((part) => part === '' || part === '.' || part === '..')) return undefined
    let id = this.#treeOf(root)
    for (const part of parts) {
      const tree = id === undefined ? undefined : this.#tree(id)
      if (!tree) return undefined
      const next = idInTree(tree, Buffer.from(part))
      if (next === undefined) return 'missing'
      id = next
    }
    return id === undefined ? undefined : this.#own.read(id)
  }

  #treeOf(root: string): string | undefined {
    const object = this.#own.read(root)
    if (object?.type === 'tree') return root
    return object?.type === 'commit'
      ? /^tree ([0-9a-f]{40})\n/.exec(object.bytes.toString('latin1', 0, 48))?.[1]
      : undefined
  }

  /** Those on the way to a file are asked for again and again. */
  #tree(id: string): Buffer | undefined {
    const known = this.#trees.get(id)
    if (known) return known
    const object = this.#own.read(id)
    if (object?.type !== 'tree') return undefined
    if (this.#trees.size >= mostTrees) this.#trees.clear()
    this.#trees.set(id, object.bytes)
    return object.bytes
  }
}

const mostTrees = 1_000
