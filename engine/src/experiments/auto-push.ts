import type { Config } from '../foundation/config/index.ts'

interface AutoPushSettings {
  readonly config: Pick<Config, 'flag' | 'text'>
  readonly environment: { readonly variables: Readonly<Record<string, string | undefined>> }
}

/** The Git remote that experiments are sent to as soon as they are made; undefined if they stay here. */
export function autoPushRemote({ config, environment: { variables } }: AutoPushSettings): string | undefined {
  const told = variables['DVC_EXP_AUTO_PUSH']
  const isOn = told === undefined ? config.flag('exp', 'auto_push') : /1|y|true/i.test(told)
  return isOn ? (variables['DVC_EXP_GIT_REMOTE'] ?? config.text('exp', 'git_remote') ?? 'origin') : undefined
}
