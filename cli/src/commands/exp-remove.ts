import { Failure, removeExperiments } from '@sterna/engine'
import { command, flag, many, option } from '../shell/command.ts'
import { experimentSelection } from '../shell/experiment-parameters.ts'
import { joinedNames } from '../show/joined-names.ts'

export const expRemove = command({
  name: 'exp remove',
  aliases: ['exp rm'],
  summary: 'Remove experiments.',
  takes: {
    names: many('experiment', 'Names of experiments.'),
    ...experimentSelection,
    keep: flag('--keep', 'Remove all others, and keep those that are meant.'),
    remote: option('-g, --git-remote <name>', 'A Git remote or URL that they are removed from.'),
  },
  failureExit: 255,
  run: async ({ names, allCommits, revisions, commits = 1, keep, remote }, { session }) => {
    const isSelected = allCommits || revisions.length > 0
    if (isSelected === names.length > 0) throw unclear()
    const request = { names, allCommits, revisions, commits, keep, remote }
    return removeExperiments(await session.project(), request)
  },
  show: (removed) => [
    removed.length === 0
      ? 'No experiments to remove.'
      : `Removed experiments: ${joinedNames(removed.map(({ name }) => `'${name}'`))}`,
  ],
  json: (removed) => ({ removed: removed.map(({ name, ref, commit }) => ({ name, ref, rev: commit })) }),
})

function unclear(): Failure {
  return new Failure(
    'usage',
    'Either provide an `experiment` argument, or use the `--rev` or `--all-commits` or `--queue` flag.',
  )
}
