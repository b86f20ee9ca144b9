import { checkRemote, loadConfig } from '@sterna/engine'
import { command, optionalWord } from '../shell/command.ts'
import { configContext } from '../shell/config-level.ts'
import { remoteCheckLines } from '../show/remote-check.ts'

export const remoteCheck = command({
  name: 'remote check',
  summary: 'Try out whether a remote can be listed, written, read and deleted from.',
  takes: { name: optionalWord('name', 'The remote to try, if not the default one.') },
  failureExit: 1,
  run: async ({ name }, { session }) => {
    const context = configContext(session)
    return checkRemote({ config: loadConfig(context), environment: context.environment }, name)
  },
  show: remoteCheckLines,
  json: (found) => found,
  exitCode: ({ steps }) => (steps.some(({ state }) => state === 'failed') ? 1 : 0),
})
