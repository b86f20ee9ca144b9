import { createHash } from 'node:crypto'

/** One version of an object. */
export interface Version {
  readonly name: string
  readonly generation: string
  readonly content: Buffer
}

interface Session {
  readonly name: string
  readonly md5: string | undefined
  content: Buffer
}

const namesPerPage = 1000

/** A bucket in memory: objects, all of their versions, and large objects that are on their way. */
export class GsBucket {
  readonly #there = new Map<string, Version>()
  readonly #all = new Map<string, Version>()
  readonly #sessions = new Map<string, Session>()
  #written = 0
  #begun = 0

  find(name: string, generation?: string): Version | undefined {
    if (generation === undefined) return this.#there.get(name)
    const version = this.#all.get(generation)
    return version?.name === name ? version : undefined
  }

  /** Undefined if the content has another MD5 than was told. */
  put(name: string, content: Buffer, md5: string | undefined): Version | undefined {
    if (md5 !== undefined && md5 !== md5Of(content)) return undefined
    const version = { name, content, generation: String(1_700_000_000_000_000 + ++this.#written) }
    this.#there.set(name, version)
    this.#all.set(version.generation, version)
    return version
  }

  remove(name: string): boolean {
    return this.#there.delete(name)
  }

  /** From the name `after` on, which is not among them. */
  list(prefix: string, after: string): { readonly versions: readonly Version[]; readonly next: string | undefined } {
    const names = [...this.#there.keys()].filter((name) => name.startsWith(prefix) && name > after).sort()
    const page = names.slice(0, namesPerPage)
    const versions = page.map((name) => this.#there.get(name)!)
    return { versions, next: names.length > page.length ? page.at(-1) : undefined }
  }

  begin(name: string, md5: string | undefined): string {
    const id = `session-secret-${this.#begun++}`
    this.#sessions.set(id, { name, md5, content: Buffer.alloc(0) })
    return id
  }

  /** How much of a session is there now; what was there already is passed over. Undefined if there is no such session. */
  extend(id: string, start: number, bytes: Buffer): number | undefined {
    const session = this.#sessions.get(id)
    if (!session || start > session.content.length) return undefined
    session.content = Buffer.concat([session.content, bytes.subarray(session.content.length - start)])
    return session.content.length
  }

  end(id: string): Version | undefined {
    const { name, content, md5 } = this.#sessions.get(id)!
    this.#sessions.delete(id)
    return this.put(name, content, md5)
  }
}

export function md5Of(content: Buffer): string {
  return createHash('md5').update(content).digest('base64')
}
