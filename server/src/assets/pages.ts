import * as fs from 'node:fs'
import * as path from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'

/** A file of the studio's pages, as it goes to browsers. */
export interface Asset {
  readonly type: string
  readonly plain: Uint8Array<ArrayBuffer>
  /** Compressed by brotli, where that is less. */
  readonly brotli: Uint8Array<ArrayBuffer> | undefined
  /** Its name tells its content, so it may be kept for ever. */
  readonly isNamedByContent: boolean
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}

/** The pages' files, by the path they are asked for. Only names that are in the folder lead to one. */
export class Pages {
  readonly #directory: string
  #names: ReadonlySet<string> | undefined
  readonly #read = new Map<string, Asset>()

  constructor(directory: string) {
    this.#directory = directory
  }

  /** Undefined if there is no such file. Addresses of pages lead to the one document, which knows them. */
  at(urlPath: string): Asset | undefined {
    const name = urlPath.slice(1)
    if (types[path.posix.extname(name)] !== undefined && this.#all().has(name)) return this.#asset(name)
    return name.startsWith('assets/') || name.startsWith('api/') ? undefined : this.#asset('index.html')
  }

  #all(): ReadonlySet<string> {
    this.#names ??= new Set(
      fs
        .readdirSync(this.#directory, { recursive: true, encoding: 'utf8' })
        .map((name) => name.replaceAll(path.sep, '/')),
    )
    return this.#names
  }

  #asset(name: string): Asset {
    const known = this.#read.get(name)
    if (known) return known
    const plain = new Uint8Array(fs.readFileSync(path.join(this.#directory, name)))
    const type = types[path.posix.extname(name)]!
    const brotli = type.startsWith('font/') ? undefined : compressed(plain)
    const asset = { type, plain, brotli, isNamedByContent: name.startsWith('assets/') }
    this.#read.set(name, asset)
    return asset
  }
}

const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } }

function compressed(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(brotliCompressSync(bytes, quality))
}
