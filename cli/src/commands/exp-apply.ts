import { applyExperiment, checkoutFailure } from '@sterna/engine'
import { command, flag, word } from '../shell/command.ts'
import { warningsTo } from '../show/events.ts'

const howToUndo = `To revert the result of 'exp apply', run:

\tgit reset --hard
\tgit stash apply refs/exps/apply/stash
`

export const expApply = command({
  name: 'exp apply',
  summary: 'Bring the files and data of an experiment into the workspace.',
  takes: {
    experiment: word('experiment', 'Its name, or any revision.'),
    noForce: flag('--no-force', 'As DVC once had it: tells how to undo it.'),
  },
  failureExit: 255,
  run: async ({ experiment, noForce }, { session, signal, report }) => {
    if (noForce) session.print(howToUndo)
    const project = await session.project()
    const applied = await applyExperiment(project, experiment, { signal, report: warningsTo(session, report) })
    if (applied.earlier !== undefined) session.warn(earlierText(applied.earlier))
    if (applied.checkout.failed.length > 0) throw checkoutFailure(applied.checkout.failed)
    return applied
  },
  show: (_, { experiment }) => [`Changes for experiment '${experiment}' have been applied to your current workspace.`],
  json: ({ commit, written }) => ({ rev: commit, written }),
})

function earlierText(commit: string): string {
  return `The last 'exp apply' was broken off. What was there before it is kept: git reset --hard && git stash apply ${commit}`
}
