import { pushData } from '@sterna/engine'
import { command, flag, many, number, option, rest } from '../shell/command.ts'
import { refuseFailed, transferLine, warnMissing } from '../show/transfer.ts'
import { pushWithGit } from './push-git.ts'

export const push = command({
  name: 'push',
  summary: 'Send tracked data to a remote.',
  takes: {
    targets: many('targets', 'Stages, .dvc files or outputs; everything if left out.'),
    remote: option('-r, --remote <name>', 'The remote to send to, if not the default one.'),
    jobs: number('-j, --jobs <number>', 'How many transfers at a time; a local remote needs no more than one.'),
    git: rest(
      '--git [words...]',
      'Then also push with Git, whose words follow; refused unless the remote has all data.',
    ),
    isRecursive: flag('-R, --recursive', 'Targets are directories; everything below them is meant.'),
  },
  headline: 'failed to push data to the cloud',
  failureExit: 1,
  run: async ({ remote, git, ...request }, run) => {
    const { session, signal, report } = run
    if (git) return pushWithGit({ words: git, remote, targets: request.targets }, run)
    const result = await pushData(
      await session.project(),
      { ...request, ...(remote ? { remote } : {}) },
      { signal, report },
    )
    warnMissing(session, result)
    refuseFailed(session, result, 'upload')
    session.print(transferLine(result, 'pushed'))
    return 0
  },
  exitCode: (code) => code,
})
