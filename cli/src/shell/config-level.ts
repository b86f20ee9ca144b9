import {
  absolutePath,
  type ConfigContext,
  type ConfigLevel,
  findProjectRoot,
  readEnvironment,
  realFileSystem,
} from '@sterna/engine'
import { flag, type Session } from './command.ts'
import { UsageError } from './usage-error.ts'

/** Options that say in which of the config files a setting is looked for or put. */
export const levelFlags = {
  system: flag('--system', 'The settings of this machine.'),
  global: flag('--global', 'Your own settings, for all projects.'),
  project: flag('--project', "The project's settings, .dvc/config."),
  local: flag('--local', 'Your own settings for this project, .dvc/config.local.'),
}

export interface LevelFlags {
  readonly system: boolean
  readonly global: boolean
  readonly project: boolean
  readonly local: boolean
}

export function levelOf(flags: LevelFlags): ConfigLevel | undefined {
  const { system, global, project, local } = flags
  const [first, second] = (['global', 'system', 'project', 'local'] as const).filter((name) => flags[name])
  if (second) throw new UsageError(`argument --${second}: not allowed with argument --${first}`)
  if (system) return 'system'
  if (global) return 'global'
  if (local) return 'local'
  return project ? 'repo' : undefined
}

/** Settings can be read and changed outside of a project too, as far as they are not the project's. */
export function configContext(session: Session): ConfigContext {
  const workingDirectory = absolutePath(session.workingDirectory)
  return {
    files: realFileSystem,
    root: findProjectRoot(realFileSystem, workingDirectory),
    environment: { ...readEnvironment(), workingDirectory, stop: session.signal },
  }
}
