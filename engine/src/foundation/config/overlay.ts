import { type AbsolutePath, Failure } from '../base/index.ts'
import { pythonText, type Scalar, type Value, type ValueMap } from '../formats/index.ts'
import { checkStorageOptions } from './check-settings.ts'
import { type ConfigContext, configFailure, readConfigText, readSettings } from './level-file.ts'
import { resolvePaths } from './path-options.ts'
import { mergeSettings, noSettings, type Options, type Sections, type Settings, withOption } from './settings.ts'

/** Settings to lay over those of a project that data is taken from. */
export interface Overlay {
  /** Where relative paths in them start: where the person stands, as DVC takes them. */
  readonly base: AbsolutePath
  /** A config file, or sections as the `.dvc` file of an import has them. */
  readonly config?: AbsolutePath | ValueMap
  /** The remote to use instead of the default one. */
  readonly remote?: string
  /** Options of the remote that is used. */
  readonly remoteOptions?: ReadonlyMap<Scalar, Value>
}

/** The settings with others laid over them, option by option. */
export function layOver(context: ConfigContext, settings: Settings, overlay: Overlay): Settings {
  const { config, remote, remoteOptions } = overlay
  const over = config === undefined ? noSettings : settingsIn(context, config, overlay.base)
  const merged = mergeSettings([settings, over])
  const core = { kind: 'plain', name: 'core' } as const
  const chosen = remote === undefined ? merged : withOption(merged, core, 'remote', remote)
  if (remoteOptions === undefined) return chosen
  const name = chosen.plain.get('core')?.get('remote')
  if (typeof name !== 'string') throw configFailure('Missing remote name', 'Name the remote that the options are for.')
  const options = new Map([[name.toLowerCase(), optionsOf(remoteOptions)]])
  return mergeSettings([chosen, absolutePaths(context, { ...noSettings, remote: options }, overlay.base)])
}

/** Refuses options that the storage of a URL does not have. */
export function refuseStorageOptions(url: string, options: ReadonlyMap<Scalar, Value>): void {
  const [first] = checkStorageOptions(url, optionsOf(options))
  if (first !== undefined) throw new Failure('usage', `config file error: ${first}`)
}

function settingsIn(context: ConfigContext, config: AbsolutePath | ValueMap, base: AbsolutePath): Settings {
  if (config instanceof Map) return absolutePaths(context, settingsFrom(config), base)
  const text = readConfigText(context, config)
  if (text === undefined)
    throw new Failure('file-missing', `[Errno 2] No such file or directory: '${config}'`, {
      hint: 'Name a file like .dvc/config.',
    })
  return absolutePaths(context, readSettings(config, text), base)
}

function absolutePaths({ environment }: ConfigContext, settings: Settings, base: AbsolutePath): Settings {
  return resolvePaths(settings, base, environment.homeDirectory)
}

function settingsFrom(sections: ValueMap): Settings {
  const named = (kind: 'remote' | 'machine' | 'db') => sectionsOf(sections.get(kind))
  const plain = [...sections].filter(([name]) => !['remote', 'machine', 'db'].includes(String(name)))
  return { plain: sectionsOf(new Map(plain)), remote: named('remote'), machine: named('machine'), db: named('db') }
}

function sectionsOf(value: Value | undefined): Sections {
  if (!(value instanceof Map)) return new Map()
  return new Map([...value].map(([name, options]) => [pythonText(name).toLowerCase(), optionsOf(options)]))
}

function optionsOf(value: Value | ReadonlyMap<Scalar, Value>): Options {
  if (!(value instanceof Map)) return new Map()
  return new Map([...value].map(([name, one]) => [pythonText(name).toLowerCase(), pythonText(one)]))
}
