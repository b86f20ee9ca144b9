import { absolutePath, type Overlay, type SourceSettings, type ValueMap } from '@sterna/engine'
import { option, options, type RequestOf, type Session } from './command.ts'
import { UsageError } from './usage-error.ts'

/** Settings to lay over those of a repository that is looked at or taken from. */
export const settingsParameters = {
  config: option('--config <file>', 'A config file to lay over the settings of the repository.'),
  remote: option('--remote <name>', 'The remote to use there, if not the default one.'),
  remoteConfig: options('--remote-config [name=value...]', 'Settings to lay over those of its remote.'),
}

/** Options of the storage that a URL is in. */
export const storageParameters = {
  fsConfig: options('--fs-config [name=value...]', 'Settings of the storage that the URL is in.'),
}

type Request = RequestOf<typeof settingsParameters>

/** The settings as they are laid over those of an open repository. */
export function overlayOf({ config, remote, remoteConfig }: Request, session: Session): Overlay {
  const given = remoteConfig.length > 0 ? namedValues('--remote-config', remoteConfig) : undefined
  const base = absolutePath(session.workingDirectory)
  return {
    base,
    ...(config === undefined ? {} : { config: absolutePath(base, config) }),
    ...(remote === undefined ? {} : { remote }),
    ...(given === undefined ? {} : { remoteOptions: given }),
  }
}

/** The settings as the `.dvc` file of an import keeps them: a remote and its options together are a config of their own. */
export function recordedSettings({ config, remote, remoteConfig }: Request): SourceSettings {
  const options = remoteConfig.length > 0 ? namedValues('--remote-config', remoteConfig) : undefined
  const file = config === undefined ? {} : { config }
  if (options === undefined) return remote === undefined ? file : { ...file, remote }
  if (remote === undefined) return { ...file, remote: options }
  if (config !== undefined)
    throw new UsageError('argument --config: not allowed with both --remote and --remote-config')
  const core: ValueMap = new Map([['remote', remote]])
  const remotes: ValueMap = new Map([[remote, options]])
  return {
    config: new Map([
      ['core', core],
      ['remote', remotes],
    ]),
  }
}

/** What `--fs-config` says. */
export function storageOf({ fsConfig }: RequestOf<typeof storageParameters>): ValueMap {
  return namedValues('--fs-config', fsConfig)
}

/** Words `name=value` as a map. */
function namedValues(name: string, words: readonly string[]): ValueMap {
  return new Map(
    words.map((word) => {
      const [, key, value] = /^([^=]*)=(.+)$/s.exec(word) ?? []
      if (key !== undefined && value !== undefined) return [key, value] as const
      throw new UsageError(`argument ${name}: Could not parse argument "${word}" as k1=v1 k2=v2 ... format`)
    }),
  )
}
