import * as path from 'node:path'
import { type AbsolutePath, absolutePath, toPosix } from '../base/index.ts'
import { expandHome } from './config-files.ts'
import { mapOptions, type SectionName, type Settings } from './settings.ts'

/** All path options of a file's settings made absolute; relative ones start at the directory of the file. */
export function resolvePaths(settings: Settings, directory: AbsolutePath, home: string): Settings {
  return mapOptions(settings, (section, option, value) => {
    return typeof value === 'string' && isPathOption(section, option) ? resolvePath(value, directory, home) : value
  })
}

/** All relative path options of a file's settings in the one spelling in which they are stored: `./a//b` is `a/b`. */
export function tidyPaths(settings: Settings, directory: AbsolutePath): Settings {
  return mapOptions(settings, (section, option, value) => {
    return typeof value === 'string' && isPathOption(section, option) ? storePath(value, directory, directory) : value
  })
}

/** How a path that a person typed in the directory `from` is stored in a config file in `directory`. */
export function storePath(text: string, from: AbsolutePath, directory: AbsolutePath): string {
  if (isUrl(text) || path.isAbsolute(text) || text === '~' || text.startsWith('~/')) return text
  return toPosix(path.relative(directory, absolutePath(from, text)) || '.')
}

/** Whether the option holds a path, or an URL in its place. */
export function isPathOption({ kind, name }: SectionName, option: string): boolean {
  if (kind === 'plain') return name === 'cache' && option === 'dir'
  return (kind === 'remote' && remotePaths.has(option)) || (kind === 'machine' && machinePaths.has(option))
}

function resolvePath(text: string, directory: AbsolutePath, home: string): string {
  if (isUrl(text)) return text
  return absolutePath(directory, expandHome(text, home))
}

function isUrl(text: string): boolean {
  return /^\w+:\/\//.test(text)
}

const remotePaths: ReadonlySet<string> = new Set([
  'url',
  'gdrive_user_credentials_file',
  'gdrive_service_account_json_file_path',
  'credentialpath',
  'configpath',
  'keyfile',
  'cert_path',
  'key_path',
])
const machinePaths: ReadonlySet<string> = new Set(['startup_script', 'setup_script'])
