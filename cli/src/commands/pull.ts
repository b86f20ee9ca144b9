import { checkoutFailure, pullData } from '@sterna/engine'
import { command, flag, many, number, option } from '../shell/command.ts'
import { checkoutLines, countOf, summaryLine } from '../show/checkout.ts'
import { refuseFailed, warnMissing } from '../show/transfer.ts'

export const pull = command({
  name: 'pull',
  summary: 'Get tracked data from a remote into the workspace.',
  takes: {
    targets: many('targets', 'Stages, .dvc files or outputs; everything if left out.'),
    remote: option('-r, --remote <name>', 'The remote to get from, if not the default one.'),
    jobs: number('-j, --jobs <number>', 'How many transfers at a time; a local remote needs no more than one.'),
    force: flag('-f, --force', 'Overwrite changes that are nowhere else.'),
    allowMissing: flag('--allow-missing', 'Pass over data that is nowhere to be found.'),
    isRecursive: flag('-R, --recursive', 'Targets are directories; everything below them is meant.'),
  },
  headline: 'failed to pull data from the cloud',
  failureExit: 1,
  run: async ({ remote, ...request }, { session, signal, report }) => {
    const project = await session.project()
    const { fetched, checkout } = await pullData(
      project,
      { ...request, ...(remote ? { remote } : {}) },
      { signal, report },
    )
    warnMissing(session, fetched)
    refuseFailed(session, fetched, 'download')
    const changes = checkout?.changes ?? []
    const lines = checkoutLines(project, changes)
    if (checkout && checkout.failed.length > 0) {
      for (const line of lines) session.print(line)
      throw checkoutFailure(checkout.failed)
    }
    const summary = summaryLine(changes, countOf(fetched.transferred, 'fetched'))
    return [...lines, summary === 'No changes.' ? 'Everything is up to date.' : summary]
  },
  show: (lines) => lines,
})
