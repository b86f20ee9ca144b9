import { Failure, planPush, pushData } from '@sterna/engine'
import { command, rest } from '../shell/command.ts'
import { dryTransfer, transferParameters, transferRequest } from '../shell/selection-parameters.ts'
import { warningsTo } from '../show/events.ts'
import {
  planOutcome,
  refuseFailed,
  type TransferOutcome,
  transferOutcome,
  warnIncomplete,
  warnMissing,
} from '../show/transfer.ts'
import { pushWithGit } from './push-git.ts'

export const push = command({
  name: 'push',
  summary: 'Send tracked data to a remote.',
  takes: {
    ...transferParameters,
    isDry: dryTransfer,
    git: rest(
      '--git [words...]',
      'Then also push with Git, whose words follow; refused unless the remote has all data.',
    ),
  },
  headline: 'failed to push data to the cloud',
  failureExit: 1,
  run: async ({ git, isDry, ...request }, run): Promise<PushOutcome> => {
    const { session, signal, report } = run
    if (git && isDry) throw dryWithGit()
    if (git) {
      const code = await pushWithGit({ words: git, remote: request.remote, targets: request.targets }, run)
      return { lines: [], told: {}, code }
    }
    const call = { signal, report: warningsTo(session, report) }
    const project = await session.project()
    if (isDry) return planOutcome(session, await planPush(project, transferRequest(request), call), 'pushed to')
    const result = await pushData(project, transferRequest(request), call)
    warnIncomplete(session, result)
    warnMissing(session, result)
    refuseFailed(session, result, 'upload')
    return transferOutcome(result, 'pushed')
  },
  show: ({ lines }) => lines,
  json: ({ told }) => told,
  exitCode: ({ code = 0 }) => code,
})

interface PushOutcome extends TransferOutcome {
  /** Git's exit code. */
  readonly code?: number
}

function dryWithGit(): Failure {
  return new Failure('usage', '--dry cannot be chosen together with --git.', {
    hint: 'What the data part would send: sterna push --dry. What Git would push: git push --dry-run.',
  })
}
