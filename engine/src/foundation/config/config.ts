import { type AbsolutePath, absolutePath } from '../base/index.ts'
import { pythonText } from '../formats/index.ts'
import { checkSettings, unknownFeatures } from './check-settings.ts'
import type { ConfigLevel } from './config-files.ts'
import { type ConfigContext, configFailure, type LevelSettings, readLevels } from './level-file.ts'
import { layOver, type Overlay } from './overlay.ts'
import { flagsOn } from './schema.ts'
import { type LinkType, splitLinkTypes } from './schema-rules.ts'
import { mergeSettings, type Options, type SectionName, type Settings } from './settings.ts'

/** A place that data is shared through. */
export interface RemoteSettings {
  readonly name: string
  /** URL, or absolute path of a directory. */
  readonly url: string
  /** All options of the section, `url` among them; paths are absolute. */
  readonly options: Options
}

export interface SettingOrigin {
  readonly level: ConfigLevel
  readonly file: AbsolutePath
}

/**
 * Reads the settings of all levels, lays others over them, and checks them.
 * @throws Failure `config` in DVC's words (`config file error: …`) for a file that cannot be read or a wrong setting.
 */
export function loadConfig(context: ConfigContext, overlay?: Overlay): Config {
  const levels = readLevels(context)
  const own = mergeSettings(levels.map((level) => level.settings))
  const merged = overlay ? layOver(context, own, overlay) : own
  failOnProblems(merged)
  return new Config(levels, merged, context.root)
}

/** Throws the first problem; the others go into the hint. */
export function failOnProblems(settings: Settings): void {
  const [first, ...others] = checkSettings(settings)
  if (first === undefined) return
  throw configFailure(first, others.length === 0 ? undefined : `Also: ${others.join('; ')}.`)
}

/** Checked settings of all levels, the strongest winning option by option. */
export class Config {
  readonly #levels: readonly LevelSettings[]
  readonly #merged: Settings
  readonly #root: AbsolutePath | undefined

  constructor(levels: readonly LevelSettings[], merged: Settings, root: AbsolutePath | undefined) {
    this.#levels = levels
    this.#merged = merged
    this.#root = root
  }

  /** What people should hear about their settings, one sentence each. */
  get warnings(): readonly string[] {
    const features = unknownFeatures(this.#merged).map((option) => `'feature.${option}'`)
    if (features.length === 0) return []
    return [`${features.join(', ')} config option${features.length === 1 ? ' is' : 's are'} unsupported`]
  }

  /** An option of an ordinary section as text; paths are absolute, items of a list have commas between them. */
  text(section: string, option: string): string | undefined {
    const value = this.#merged.plain.get(section)?.get(option)
    return typeof value === 'object' ? value.join(', ') : value
  }

  /** An option that is on or off; DVC's default where no file has it. */
  flag(section: string, option: string): boolean {
    const value = this.text(section, option)
    return value === undefined ? flagsOn.has(`${section}.${option}`) : value.toLowerCase() === 'true'
  }

  /** An option that is a whole number. */
  number(section: string, option: string): number | undefined {
    const value = this.text(section, option)
    return value === undefined ? undefined : Number(value.replaceAll('_', ''))
  }

  /** The strongest level that has the option. */
  origin(section: SectionName, option: string): SettingOrigin | undefined {
    return this.#levels.findLast(({ settings }) => settings[section.kind].get(section.name)?.has(option))
  }

  /** The remote of that name. Throws a Failure `config` if there is none. */
  remote(name: string): RemoteSettings {
    const options = this.#merged.remote.get(name.toLowerCase())
    if (options === undefined)
      throw configFailure(`remote '${name}' doesn't exist`, 'List the remotes there are with "remote list".')
    return { name: name.toLowerCase(), url: pythonText(mutable(options.get('url'))), options }
  }

  /** All remotes, those of weaker levels first. */
  remotes(): RemoteSettings[] {
    return [...this.#merged.remote.keys()].map((name) => this.remote(name))
  }

  /** The settings of one level alone. */
  ofLevel(level: ConfigLevel): Config {
    const levels = this.#levels.filter((one) => one.level === level)
    return new Config(levels, mergeSettings(levels.map(({ settings }) => settings)), this.#root)
  }

  /** Name of the remote that is meant if none is named. */
  defaultRemote(): string | undefined {
    return this.text('core', 'remote')?.toLowerCase()
  }

  /** Where the objects of the cache lie. Throws a Failure `config` outside of a project if no setting says so. */
  cacheDirectory(): AbsolutePath {
    const local = this.text('cache', 'local')
    if (local) return absolutePath(this.remote(local).url)
    const directory = this.text('cache', 'dir')
    if (directory) return absolutePath(directory)
    if (this.#root === undefined) throw configFailure('Not inside a DVC repo')
    return absolutePath(this.#root, '.dvc/cache')
  }

  /** Kinds of link between workspace and cache, the one to try first in front. */
  cacheTypes(): LinkType[] {
    const value = this.#merged.plain.get('cache')?.get('type')
    return value === undefined ? ['reflink', 'copy'] : (splitLinkTypes(value) as LinkType[])
  }

  /** Whether the cache belongs to a group of people, whose members may all write to it. */
  isShared(): boolean {
    return this.text('cache', 'shared')?.toLowerCase() === 'group'
  }
}

function mutable(value: string | readonly string[] | undefined): string | string[] {
  return value === undefined || typeof value === 'string' ? (value ?? '') : [...value]
}
