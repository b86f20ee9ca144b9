import { pushData } from '@sterna/engine'
import { command, flag, many, number, option } from '../shell/command.ts'
import { refuseFailed, transferLine, warnMissing } from '../show/transfer.ts'

export const push = command({
  name: 'push',
  summary: 'Send tracked data to a remote.',
  takes: {
    targets: many('targets', 'Stages, .dvc files or outputs; everything if left out.'),
    remote: option('-r, --remote <name>', 'The remote to send to, if not the default one.'),
    jobs: number('-j, --jobs <number>', 'How many transfers at a time; a local remote needs no more than one.'),
    isRecursive: flag('-R, --recursive', 'Targets are directories; everything below them is meant.'),
  },
  headline: 'failed to push data to the cloud',
  failureExit: 1,
  run: async ({ remote, ...request }, { session, signal, report }) => {
    const result = await pushData(
      await session.project(),
      { ...request, ...(remote ? { remote } : {}) },
      { signal, report },
    )
    warnMissing(session, result)
    refuseFailed(session, result, 'upload')
    return result
  },
  show: (result) => [transferLine(result, 'pushed')],
})
