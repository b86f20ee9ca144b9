import { readYaml11, type Value, type ValueMap } from '../../foundation/formats/index.ts'
import { compositionFailure, notDone } from './composition-failure.ts'
import type { DefaultItem } from './default-item.ts'
import { readDefaultsList } from './read-defaults-list.ts'

/** The folder of Hydra's configurations, read. Paths are relative to it, with `/`. */
export interface ConfigDirectory {
  /** What failures call it. */
  readonly name: string
  /** The texts of all `.yaml` files in it. */
  readonly files: ReadonlyMap<string, string>
  /** All folders in it, which are the config groups. */
  readonly folders: ReadonlySet<string>
}

/** One configuration: what its file holds without the defaults list. */
export interface LoadedConfig {
  readonly content: ValueMap
  readonly defaults: readonly DefaultItem[]
  /** What `# @package` says at its top. */
  readonly header: string | undefined
}

/** The configurations of a folder, each read once. */
export class ConfigFiles {
  readonly #directory: ConfigDirectory
  readonly #loaded = new Map<string, LoadedConfig>()

  constructor(directory: ConfigDirectory) {
    this.#directory = directory
  }

  get name(): string {
    return this.#directory.name
  }

  isGroup(path: string): boolean {
    return this.#directory.folders.has(path)
  }

  /** The configurations of a group, by name. */
  options(group: string): string[] {
    const prefix = group === '' ? '' : `${group}/`
    const names = [...this.#directory.files.keys()].filter((file) => file.startsWith(prefix))
    const own = names.map((file) => file.slice(prefix.length)).filter((name) => !name.includes('/'))
    return own.map((name) => name.replace(/\.yaml$/, '')).sort()
  }

  /** Undefined if there is no such file. */
  load(path: string): LoadedConfig | undefined {
    const known = this.#loaded.get(path)
    if (known) return known
    const file = path.endsWith('.yaml') ? path : `${path}.yaml`
    if (file.split('/').includes('..')) throw notDone(`"${path}" leaves the folder of the configurations`)
    const text = this.#directory.files.get(file)
    if (text === undefined) return undefined
    const config = readConfig(text, `${this.#directory.name}/${file}`)
    this.#loaded.set(path, config)
    return config
  }
}

function readConfig(text: string, name: string): LoadedConfig {
  const content: Value = readYaml11(text, name) ?? new Map()
  if (!(content instanceof Map)) throw notDone(`"${name}" holds no mapping`)
  const defaults = readDefaultsList(content.get('defaults'), name)
  content.delete('defaults')
  return { content, defaults, header: readHeader(text, name) }
}

/** The package in the comments that begin with `@` at the top of the file. */
function readHeader(text: string, name: string): string | undefined {
  let header: string | undefined
  for (const line of text.slice(0, headerLength).split(/\r\n?|\n/)) {
    if (line.trim() === '') continue
    if (!/^\s*#\s*@/.test(line)) break
    const words = line.trim().replace(/^#+/, '').trim().split(' ').filter(Boolean)
    const [key, value] = words
    if (words.length !== 2)
      throw compositionFailure(`"${name}": "${line.trim()}" must be a word and a value, as in "# @package model".`)
    if (key === '@package') header = value
  }
  if (header !== undefined && /_(?:group|name)_/.test(header)) throw notDone(`"${name}" has "${header}" in its package`)
  return header === undefined || /^_global_(?:\.|$)/.test(header) ? header : `_global_.${header}`
}

/** How much of a file Hydra looks at for its header. */
const headerLength = 512
