import { type AbsolutePath, absolutePath, Failure } from '../base/index.ts'
import { readIni } from '../formats/index.ts'
import type { Environment, FileSystem } from '../system/index.ts'
import { type ConfigLevel, configFiles, configLevels } from './config-files.ts'
import { resolvePaths } from './path-options.ts'
import { noSettings, type Settings, settingsOf } from './settings.ts'

/** What reading and writing of settings needs: the files, and where the project is, if we are in one. */
export interface ConfigContext {
  readonly files: FileSystem
  readonly root: AbsolutePath | undefined
  readonly environment: Environment
}

/** The settings of one config file. Paths in them are absolute. */
export interface LevelSettings {
  readonly level: ConfigLevel
  readonly file: AbsolutePath
  readonly settings: Settings
}

/** The config files of all levels below `end`, weakest first; of all levels without it. A missing file has no settings. */
export function readLevels(context: ConfigContext, end?: ConfigLevel): LevelSettings[] {
  const levels = end === undefined ? configLevels : configLevels.slice(0, configLevels.indexOf(end))
  return levels.flatMap((level) => {
    const file = configFiles(context.environment, context.root).get(level)
    return file === undefined ? [] : [readLevel(context, level, file)]
  })
}

/** Where the level's file is. Throws a Failure `config` for a level of the project outside of any. */
export function fileOfLevel(context: ConfigContext, level: ConfigLevel): AbsolutePath {
  const file = configFiles(context.environment, context.root).get(level)
  if (file === undefined)
    throw configFailure('Not inside a DVC repo', 'Go into a project, or add --global or --system.')
  return file
}

export function readLevel(context: ConfigContext, level: ConfigLevel, file: AbsolutePath): LevelSettings {
  const settings = readSettings(file, readConfigText(context, file))
  return { level, file, settings: resolvePaths(settings, absolutePath(file, '..'), context.environment.homeDirectory) }
}

/** Settings as they stand in the text of a config file. */
export function readSettings(file: AbsolutePath, text: string | undefined): Settings {
  if (text === undefined) return noSettings
  try {
    return settingsOf(readIni(text, file))
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    const { hint, excerpt } = error
    throw new Failure('config', `config file error: ${error.message}`, { hint, excerpt, cause: error })
  }
}

export function readConfigText({ files }: ConfigContext, file: AbsolutePath): string | undefined {
  const text = files.readText(file)
  if (text?.includes('\uFFFD')) throw configFailure(`"${file}" is not UTF-8`, 'Save the file in UTF-8.')
  return text
}

/** A Failure about settings, in DVC's frame. */
export function configFailure(message: string, hint?: string): Failure {
  return new Failure('config', `config file error: ${message}`, { hint })
}
