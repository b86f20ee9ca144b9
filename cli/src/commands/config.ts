import {
  Failure,
  listSettings,
  loadConfig,
  parseSettingName,
  readSetting,
  type SettingName,
  setOption,
  unsetOption,
} from '@sterna/engine'
import { command, flag, optionalWord } from '../shell/command.ts'
import { configContext, levelFlags, levelOf } from '../shell/config-level.ts'
import { UsageError } from '../shell/usage-error.ts'

export const config = command({
  name: 'config',
  summary: 'Read and change settings.',
  takes: {
    name: optionalWord('name', 'section.option or remote.name.option'),
    value: optionalWord('value', 'The new value; the present one is printed if left out.'),
    unset: flag('-u, --unset', 'Take the setting out.'),
    list: flag('-l, --list', 'Print all settings.'),
    showOrigin: flag('--show-origin', 'Also print the file each comes from.'),
    ...levelFlags,
  },
  headline: 'configuration error',
  failureExit: 1,
  run: (request, { session }) => {
    const context = configContext(session)
    const level = levelOf(request)
    const { name, value, unset, list, showOrigin } = request
    const line = (text: string, origin: string) => (showOrigin ? `${origin}\t${text}` : text)
    refuseCombinations(request)
    if (list) return listSettings(context, level).map(({ key, text, origin }) => line(`${key}=${text}`, origin))
    if (name === undefined) throw new Failure('usage', 'name argument is required')
    const setting = settingCalled(name)
    if (unset) unsetOption(context, level ?? 'repo', setting)
    else if (value !== undefined) setOption(context, level ?? 'repo', setting, value)
    if (unset || value !== undefined) return value !== undefined && name === 'cache.type' ? [relinkNote] : []
    const found = readSetting(context, setting, level)
    for (const warning of found ? loadConfig(context).warnings : []) session.warn(warning)
    return found ? [line(found.text, found.origin)] : []
  },
  show: (lines) => lines,
})

/** A name that cannot be one is a slip of the command line. */
function settingCalled(name: string): SettingName {
  try {
    return parseSettingName(name)
  } catch (error) {
    throw error instanceof Failure ? new UsageError(error.message) : error
  }
}

const relinkNote =
  "You have changed the 'cache.type' option. This doesn't update any existing workspace file links, but it can be done with:\n             sterna checkout --relink"

function refuseCombinations({
  name,
  value,
  unset,
  list,
  showOrigin,
}: {
  name?: string | undefined
  value?: string | undefined
  unset: boolean
  list: boolean
  showOrigin: boolean
}): void {
  if (list && (name !== undefined || unset))
    throw new Failure('usage', "-l/--list can't be used together with any of these options: -u/--unset, name, value")
  if (showOrigin && (unset || value !== undefined))
    throw new Failure('usage', "--show-origin can't be used together with any of these options: -u/--unset, value")
}
