import type { WebClient } from '../web/web-client.ts'

const isThereAlready = [405]
const parentIsMissing = [404, 409]

/** The folders that files are written into, each made once. */
export class Folders {
  readonly #client: WebClient
  readonly #made = new Map<string, Promise<void>>()

  constructor(client: WebClient) {
    this.#client = client
  }

  /** Makes a folder below the remote's URL (`''`, or ending with `/`) with all above it that is missing. */
  make(folder: string): Promise<void> {
    return this.#once(this.#client.urlOf(folder))
  }

  /** For a folder that somebody has taken away meanwhile. */
  makeAgain(folder: string): Promise<void> {
    this.#made.clear()
    return this.make(folder)
  }

  #once(url: URL): Promise<void> {
    const making = this.#made.get(url.pathname) ?? this.#make(url)
    this.#made.set(url.pathname, making)
    return making
  }

  async #make(url: URL): Promise<void> {
    const above = new URL('..', withSlash(url))
    const isTop = above.pathname === url.pathname
    const accept = [...isThereAlready, ...(isTop ? [] : parentIsMissing)]
    const answer = await this.#client.send({ method: 'MKCOL', at: withSlash(url), accept })
    if (!parentIsMissing.includes(answer.status)) return
    await this.#once(above)
    await this.#client.send({ method: 'MKCOL', at: withSlash(url), accept: isThereAlready })
  }
}

function withSlash(url: URL): URL {
  return url.pathname.endsWith('/') ? url : new URL(`${url.pathname}/`, url)
}
