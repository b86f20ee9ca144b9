import { commitStages } from '@sterna/engine'
import { command, flag, many } from '../shell/command.ts'
import { warningsTo } from '../show/events.ts'

export const commit = command({
  name: 'commit',
  summary: 'Record the present state of changed outputs.',
  takes: {
    targets: many('targets', 'Stages, .dvc files or outputs; everything if left out.'),
    force: flag('-f, --force', 'Record changes without asking.'),
    isRecursive: flag('-R, --recursive', 'Targets are directories; everything below them is meant.'),
  },
  failureExit: 1,
  run: async (request, { session, signal, report }) => {
    const confirm = async (question: string) =>
      session.isTerminal && (await (await import('../shell/ask.ts')).ask(question, signal))
    await commitStages(
      await session.project(),
      { ...request, confirm },
      { signal, report: warningsTo(session, report) },
    )
  },
})
