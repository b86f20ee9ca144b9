import { type AbsolutePath, pathInside } from '../base/index.ts'
import { type IniValue, pythonText } from '../formats/index.ts'
import type { ConfigLevel } from './config-files.ts'
import {
  type ConfigContext,
  configFailure,
  fileOfLevel,
  type LevelSettings,
  readLevel,
  readLevels,
} from './level-file.ts'
import { plainRules } from './schema.ts'
import { missingOption, missingSection, type SettingName } from './setting-name.ts'
import type { SectionKind, Settings } from './settings.ts'

/** A setting as `config` prints it. */
export interface ShownSetting {
  /** `section.option`, `remote.name.option`, … */
  readonly key: string
  /** A list is in Python's form. */
  readonly text: string
  /** The file it stands in: relative to the project for the project's own files, absolute otherwise. */
  readonly origin: string
}

/**
 * The setting in the strongest level that has it, or in the one that is asked for; unchecked. Undefined if there is none.
 * @throws Failure `config` if a level is asked for that has no such option.
 */
export function readSetting(context: ConfigContext, name: SettingName, level?: ConfigLevel): ShownSetting | undefined {
  const { section, option } = name
  const found = levelsFor(context, level).findLast(({ settings }) =>
    settings[section.kind].get(section.name)?.has(option),
  )
  if (found) return shown(context, found, section.kind, section.name, option)
  if (level === undefined) return undefined
  throw missing(levelsFor(context, level)[0]?.settings, name)
}

/** All settings level by level, weakest level first, remotes first in each. The same option may come more than once. */
export function listSettings(context: ConfigContext, level?: ConfigLevel): ShownSetting[] {
  return levelsFor(context, level).flatMap((one) => {
    return (['remote', 'machine', 'db', 'plain'] as const).flatMap((kind) => shownOfKind(context, one, kind))
  })
}

/** Why an option cannot be read or unset. Sections that the schema knows count as there. */
export function missing(settings: Settings | undefined, { section, option }: SettingName) {
  const exists = settings?.[section.kind].has(section.name) || (section.kind === 'plain' && section.name in plainRules)
  return configFailure(exists ? missingOption(section, option) : missingSection(section))
}

function levelsFor(context: ConfigContext, level: ConfigLevel | undefined): LevelSettings[] {
  return level === undefined ? readLevels(context) : [readLevel(context, level, fileOfLevel(context, level))]
}

function shownOfKind(context: ConfigContext, level: LevelSettings, kind: SectionKind): ShownSetting[] {
  return [...level.settings[kind]].flatMap(([name, options]) => {
    return [...options.keys()].map((option) => shown(context, level, kind, name, option))
  })
}

function shown(
  context: ConfigContext,
  level: LevelSettings,
  kind: SectionKind,
  name: string,
  option: string,
): ShownSetting {
  const value = level.settings[kind].get(name)?.get(option) ?? ''
  const section = kind === 'plain' ? name : `${kind}.${name}`
  return { key: `${section}.${option}`, text: textOf(value), origin: shownFile(context.root, level.file) }
}

function textOf(value: IniValue): string {
  return typeof value === 'string' ? value : pythonText([...value])
}

function shownFile(root: AbsolutePath | undefined, file: AbsolutePath): string {
  return (root && pathInside(root, file)) ?? file
}
