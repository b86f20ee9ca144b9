import { saveExperiment } from '@sterna/engine'
import { autoPush } from '../shell/auto-push.ts'
import { command, flag, many, option, options } from '../shell/command.ts'
import { savedMessage } from '../shell/experiment-parameters.ts'
import { lockFileLines, warningsTo } from '../show/events.ts'
import { leftOutText } from '../show/left-out.ts'

export const expSave = command({
  name: 'exp save',
  summary: 'Keep the workspace as it is as an experiment.',
  takes: {
    targets: many('targets', 'Data and stages whose present state is recorded; all if left out.'),
    isRecursive: flag('-R, --recursive', 'Targets are directories; everything below them is meant.'),
    force: flag('-f, --force', 'Replace an experiment of the same name.'),
    name: option('-n, --name <name>', 'What the experiment is called; a free name is chosen if left out.'),
    include: options(
      '-I, --include-untracked <path>',
      'A file or folder that Git does not know and that belongs to it.',
    ),
    ...savedMessage,
  },
  headline: 'failed to save experiment',
  failureExit: 1,
  run: async ({ message, oldMessage, ...request }, run) => {
    const { session, signal, report } = run
    const project = await session.project()
    const warn = warningsTo(session, report)
    const call = {
      signal,
      report(event: Parameters<typeof warn>[0]) {
        if (event.kind !== 'lock-written') return warn(event)
        for (const line of lockFileLines(project, event)) session.print(line)
      },
    }
    const saved = await saveExperiment(project, { ...request, message: message ?? oldMessage }, call)
    const leftOut = leftOutText(saved.untracked)
    if (leftOut !== undefined) session.warn(leftOut)
    await autoPush(project, saved, run)
    return saved
  },
  show: ({ name }) => [`Experiment has been saved as: ${name}`],
  json: ({ commit }) => ({ ref: commit }),
})
