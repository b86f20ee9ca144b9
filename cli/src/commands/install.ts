import { installHooks } from '@sterna/engine'
import { command, flag } from '../shell/command.ts'

export const install = command({
  name: 'install',
  summary: "Have Git's hooks and merges call sterna.",
  takes: {
    usePreCommitTool: flag(
      '--use-pre-commit-tool',
      'Leave the hooks to the pre-commit tool, in .pre-commit-config.yaml.',
    ),
    force: flag('-f, --force', 'Replace hooks that DVC or sterna has installed.'),
  },
  headline: 'failed to install DVC Git hooks',
  failureExit: 1,
  run: async (request, { session }) => installHooks(await session.project(), request),
})
