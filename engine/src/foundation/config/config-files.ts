import { type AbsolutePath, absolutePath } from '../base/index.ts'
import type { Environment } from '../system/index.ts'

/** Where a setting can stand, weakest first: later ones win. */
export const configLevels = ['system', 'global', 'repo', 'local'] as const
export type ConfigLevel = (typeof configLevels)[number]

/** The config file of each level; those of the project only if there is one. The files need not exist. */
export function configFiles(environment: Environment, root: AbsolutePath | undefined): Map<ConfigLevel, AbsolutePath> {
  const files = new Map<ConfigLevel, AbsolutePath>([
    ['system', absolutePath(systemDirectory(environment), 'config')],
    ['global', absolutePath(globalDirectory(environment), 'config')],
  ])
  if (root === undefined) return files
  return files.set('repo', absolutePath(root, '.dvc/config')).set('local', absolutePath(root, '.dvc/config.local'))
}

function systemDirectory({ variables, platform, homeDirectory }: Environment): string {
  if (variables.DVC_SYSTEM_CONFIG_DIR) return variables.DVC_SYSTEM_CONFIG_DIR
  if (platform === 'darwin') return '/Library/Application Support/dvc'
  if (platform === 'win32') return absolutePath(variables.ALLUSERSPROFILE ?? 'C:\\ProgramData', 'iterative/dvc')
  const first = variables.XDG_CONFIG_DIRS?.split(':')[0]?.trim()
  return absolutePath(expandHome(first || '/etc/xdg', homeDirectory), 'dvc')
}

function globalDirectory({ variables, platform, homeDirectory }: Environment): string {
  if (variables.DVC_GLOBAL_CONFIG_DIR) return variables.DVC_GLOBAL_CONFIG_DIR
  if (platform === 'darwin') return absolutePath(homeDirectory, 'Library/Application Support/dvc')
  if (platform === 'win32') {
    return absolutePath(variables.LOCALAPPDATA ?? absolutePath(homeDirectory, 'AppData/Local'), 'iterative/dvc')
  }
  const directory = variables.XDG_CONFIG_HOME?.trim()
  return directory
    ? absolutePath(expandHome(directory, homeDirectory), 'dvc')
    : absolutePath(homeDirectory, '.config/dvc')
}

/** A leading `~` replaced by the home directory. */
export function expandHome(text: string, home: string): string {
  return text === '~' || /^~[/\\]/.test(text) ? home + text.slice(1) : text
}
