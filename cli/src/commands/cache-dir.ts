import { loadConfig, parseSettingName, readSetting, setOption, unsetOption } from '@sterna/engine'
import { command, flag, optionalWord } from '../shell/command.ts'
import { configContext, levelFlags, levelOf } from '../shell/config-level.ts'

export const cacheDir = command({
  name: 'cache dir',
  summary: 'Show or set where the cache is.',
  takes: {
    directory: optionalWord('value', 'The new place; the present one is printed if left out.'),
    unset: flag('-u, --unset', 'Go back to .dvc/cache.'),
    ...levelFlags,
  },
  headline: 'configuration error',
  failureExit: 1,
  run: ({ directory, unset, ...flags }, { session }) => {
    const context = configContext(session)
    const level = levelOf(flags)
    const setting = parseSettingName('cache.dir')
    if (unset) unsetOption(context, level ?? 'repo', setting)
    else if (directory !== undefined) setOption(context, level ?? 'repo', setting, directory)
    else if (level !== undefined) return [readSetting(context, setting, level)?.text ?? '']
    else return [loadConfig(context).cacheDirectory()]
    return []
  },
  show: (lines) => lines,
})
