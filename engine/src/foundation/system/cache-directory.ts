import * as path from 'node:path'
import { type AbsolutePath, absolutePath } from '../base/index.ts'
import type { Environment } from './environment.ts'

/** Where programs keep what they can get anew, for this user. */
export function cacheDirectory({ variables, platform, homeDirectory }: Environment): AbsolutePath {
  const named = platform === 'win32' ? variables.LOCALAPPDATA : variables.XDG_CACHE_HOME
  if (named && path.isAbsolute(named)) return absolutePath(named)
  const usual = { darwin: 'Library/Caches', win32: 'AppData/Local' }
  return absolutePath(homeDirectory, platform === 'darwin' || platform === 'win32' ? usual[platform] : '.cache')
}
