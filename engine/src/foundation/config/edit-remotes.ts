import { type ConfigLevel, configLevels } from './config-files.ts'
import { editSettings, stored } from './edit-settings.ts'
import { type ConfigContext, configFailure, readLevels } from './level-file.ts'
import { mergeSettings, type Options, type SectionName, type Settings, withOption, withSection } from './settings.ts'

export interface AddRemoteOptions {
  /** Make it the remote that is meant if none is named. */
  readonly default?: boolean
  /** Replace all settings of a remote with this name. */
  readonly force?: boolean
}

/** Adds a remote. A relative path is taken from the working directory. Throws a Failure `config` if the name is taken. */
export function addRemote(
  context: ConfigContext,
  level: ConfigLevel,
  name: string,
  url: string,
  options: AddRemoteOptions,
): void {
  const section = remoteSection(name)
  editSettings(context, level, (settings, file) => {
    if (settings.remote.has(section.name) && !options.force) {
      throw configFailure(`remote '${section.name}' already exists. Use \`-f|--force\` to overwrite it.`)
    }
    const place = stored(context, file, { section, option: 'url' }, url)
    const added = withSection(settings, section, new Map([['url', place]]))
    return options.default ? withOption(added, core, 'remote', section.name) : added
  })
}

/**
 * Sets an option of a remote that this or a weaker level has; takes it out if `value` is undefined. Without a level the
 * project's file is written, and the remote may stand in any.
 */
export function modifyRemote(
  context: ConfigContext,
  level: ConfigLevel | undefined,
  name: string,
  option: string,
  value: string | undefined,
): void {
  const section = remoteSection(name)
  editSettings(context, level ?? 'repo', (settings, file) => {
    if (!hasRemote(context, level, settings, section.name)) throw unknownRemote(section)
    const place = value === undefined ? undefined : stored(context, file, { section, option }, value)
    return withOption(settings, section, option, place)
  })
}

/**
 * Makes a remote the one that is meant if none is named; no remote if `name` is undefined. Without a level the project's
 * file is written, and the remote may stand in any.
 */
export function setDefaultRemote(
  context: ConfigContext,
  level: ConfigLevel | undefined,
  name: string | undefined,
): void {
  editSettings(context, level ?? 'repo', (settings) => {
    const lower = name?.toLowerCase()
    if (lower === undefined || hasRemote(context, level, settings, lower)) {
      return withOption(settings, core, 'remote', lower)
    }
    throw configFailure(
      'default remote must be present in remote list.',
      `Add it first with "remote add ${lower} URL".`,
    )
  })
}

/** Removes a remote from a level, and what makes it the default from this level and all stronger ones. */
export function removeRemote(context: ConfigContext, level: ConfigLevel, name: string): void {
  const section = remoteSection(name)
  editSettings(context, level, (settings) => {
    if (!settings.remote.has(section.name)) throw unknownRemote(section)
    return withDefault(withSection(settings, section, undefined), section.name, undefined)
  })
  for (const stronger of levelsFrom(context, level)) changeDefault(context, stronger, section.name, undefined)
}

/** Gives a remote of a level another name; it moves to the end. Defaults of this level and all stronger ones follow. */
export function renameRemote(context: ConfigContext, level: ConfigLevel, from: string, to: string): void {
  const section = remoteSection(from)
  if (mergeSettings(readLevels(context).map(({ settings }) => settings)).remote.has(to)) {
    throw configFailure(`Rename failed. Remote name '${to}' already exists.`)
  }
  editSettings(context, level, (settings) => {
    const options = settings.remote.get(section.name)
    if (options === undefined) throw unknownRemote(section)
    return withDefault(renamed(settings, section, to, options), section.name, to)
  })
  for (const stronger of levelsFrom(context, level)) changeDefault(context, stronger, section.name, to)
}

const core: SectionName = { kind: 'plain', name: 'core' }

function remoteSection(name: string): SectionName {
  return { kind: 'remote', name: name.toLowerCase() }
}

function hasRemote(context: ConfigContext, level: ConfigLevel | undefined, settings: Settings, name: string): boolean {
  return settings.remote.has(name) || readLevels(context, level).some((one) => one.settings.remote.has(name))
}

function unknownRemote({ name }: SectionName) {
  return configFailure(`remote '${name}' doesn't exist.`, 'List the remotes there are with "remote list".')
}

function renamed(settings: Settings, section: SectionName, to: string, options: Options): Settings {
  return withSection(withSection(settings, section, undefined), { kind: 'remote', name: to }, options)
}

/** Writes only where something changes. */
function changeDefault(context: ConfigContext, level: ConfigLevel, from: string, to: string | undefined): void {
  const own = readLevels(context).find((one) => one.level === level)
  if (own?.settings.plain.get('core')?.get('remote') !== from) return
  editSettings(context, level, (settings) => withDefault(settings, from, to))
}

function withDefault(settings: Settings, from: string, to: string | undefined): Settings {
  const isDefault = settings.plain.get('core')?.get('remote') === from
  return isDefault ? withOption(settings, core, 'remote', to) : settings
}

/** The given level and all stronger ones, strongest first. */
function levelsFrom(context: ConfigContext, level: ConfigLevel): ConfigLevel[] {
  const levels = configLevels.slice(configLevels.indexOf(level)).toReversed()
  return context.root === undefined ? levels.filter((one) => one === 'system' || one === 'global') : levels
}
