import { pushData } from '@sterna/engine'
import { command, rest } from '../shell/command.ts'
import { transferParameters, transferRequest } from '../shell/selection-parameters.ts'
import { warningsTo } from '../show/events.ts'
import { refuseFailed, transferLine, warnIncomplete, warnMissing } from '../show/transfer.ts'
import { pushWithGit } from './push-git.ts'

export const push = command({
  name: 'push',
  summary: 'Send tracked data to a remote.',
  takes: {
    ...transferParameters,
    git: rest(
      '--git [words...]',
      'Then also push with Git, whose words follow; refused unless the remote has all data.',
    ),
  },
  headline: 'failed to push data to the cloud',
  failureExit: 1,
  run: async ({ git, ...request }, run) => {
    const { session, signal, report } = run
    if (git) return pushWithGit({ words: git, remote: request.remote, targets: request.targets }, run)
    const call = { signal, report: warningsTo(session, report) }
    const result = await pushData(await session.project(), transferRequest(request), call)
    warnIncomplete(session, result)
    warnMissing(session, result)
    refuseFailed(session, result, 'upload')
    session.print(transferLine(result, 'pushed'))
    return 0
  },
  exitCode: (code) => code,
})
