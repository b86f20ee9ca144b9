import { type AbsolutePath, absolutePath } from '../base/index.ts'
import { editIni, renderIni } from '../formats/index.ts'
import { failOnProblems } from './config.ts'
import type { ConfigLevel } from './config-files.ts'
import { type ConfigContext, fileOfLevel, readConfigText, readLevels, readSettings } from './level-file.ts'
import { isPathOption, storePath, tidyPaths } from './path-options.ts'
import type { SettingName } from './setting-name.ts'
import { iniOf, mergeSettings, type Settings, withOption } from './settings.ts'
import { missing } from './show-settings.ts'

/** Sets an option in the file of one level. A relative path is taken from the working directory. */
export function setOption(context: ConfigContext, level: ConfigLevel, name: SettingName, value: string): void {
  editSettings(context, level, (settings, file) =>
    withOption(settings, name.section, name.option, stored(context, file, name, value)),
  )
}

/** Takes an option out of the file of one level. Throws a Failure `config` if it is not there. */
export function unsetOption(context: ConfigContext, level: ConfigLevel, name: SettingName): void {
  const { section, option } = name
  editSettings(context, level, (settings) => {
    if (!settings[section.kind].get(section.name)?.has(option)) throw missing(settings, name)
    return withOption(settings, section, option, undefined)
  })
}

/**
 * Rewrites the file of one level with what `change` makes of its settings, in which paths are as stored. The result is
 * checked together with the weaker levels, and nothing is written if it is wrong. Comments stay.
 * @throws Failure `config` in DVC's words.
 */
export function editSettings(
  context: ConfigContext,
  level: ConfigLevel,
  change: (settings: Settings, file: AbsolutePath) => Settings,
): void {
  const file = fileOfLevel(context, level)
  const text = readConfigText(context, file)
  const weaker = mergeSettings(readLevels(context, level).map((one) => one.settings))
  const settings = change(tidyPaths(readSettings(file, text), absolutePath(file, '..')), file)
  failOnProblems(mergeSettings([weaker, settings]))
  const sections = iniOf(settings)
  context.files.writeAtomic(file, text === undefined ? renderIni(sections) : editIni(text, sections, file))
}

/** A value as it is written: a path relative to the directory of the config file. */
export function stored(
  context: ConfigContext,
  file: AbsolutePath,
  { section, option }: SettingName,
  value: string,
): string {
  if (!isPathOption(section, option)) return value
  return storePath(value, context.environment.workingDirectory, absolutePath(file, '..'))
}
