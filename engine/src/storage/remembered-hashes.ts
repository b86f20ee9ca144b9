import * as fs from 'node:fs'
import * as path from 'node:path'
import type { AbsolutePath } from '../foundation/base/index.ts'
import { explained } from './local-store.ts'
import type { ContentHash } from './object-store.ts'

/** What is known of some hashes, kept in a file from process to process. A broken file only costs time. */
export class RememberedHashes<Known> {
  readonly #file: AbsolutePath
  #known: Map<ContentHash, Known> | undefined
  #isChanged = false

  constructor(file: AbsolutePath) {
    this.#file = file
  }

  get(hash: ContentHash): Known | undefined {
    return this.#read().get(hash)
  }

  set(hash: ContentHash, known: Known): void {
    this.#read().set(hash, known)
    this.#isChanged = true
  }

  /** Forgets all that is known otherwise. */
  keepOnly(isKept: (known: Known) => boolean): void {
    for (const [hash, known] of this.#read()) {
      if (isKept(known)) continue
      this.#read().delete(hash)
      this.#isChanged = true
    }
  }

  /** Keeps what was learnt for the next process. */
  save(): void {
    if (!this.#isChanged) return
    explained(() => {
      fs.mkdirSync(path.dirname(this.#file), { recursive: true })
      fs.writeFileSync(`${this.#file}.tmp`, JSON.stringify([...this.#read()]))
      fs.renameSync(`${this.#file}.tmp`, this.#file)
    })
    this.#isChanged = false
  }

  #read(): Map<ContentHash, Known> {
    this.#known ??= readFrom(this.#file)
    return this.#known
  }
}

function readFrom<Known>(file: string): Map<ContentHash, Known> {
  try {
    return new Map(JSON.parse(fs.readFileSync(file, 'utf8')) as [ContentHash, Known][])
  } catch {
    return new Map()
  }
}
