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
    queued: flag('--queue', 'All that wait in the queue.'),
    remote: option('-g, --git-remote <name>', 'A Git remote or URL that they are removed from.'),
  },
  failureExit: 255,
  run: async ({ commits = 1, ...words }, { session }) => {
    const { names, allCommits, revisions, queued, keep, remote } = words
    if (queued && remote !== undefined)
      throw new Failure('usage', 'argument -g/--git-remote: not allowed with argument --queue')
    const isSelected = allCommits || revisions.length > 0 || queued
    if (isSelected === names.length > 0) throw unclear()
    if (keep && queued) throw new Failure('usage', 'Cannot use both `--keep` and `--queue`.')
    const request = { ...words, commits }
    return removeExperiments(await session.project(), request)
  },
  show: ({ experiments, tasks }) => {
    const names = [...new Set([...tasks, ...experiments.map(({ name }) => name)])]
    if (names.length === 0) return ['No experiments to remove.']
    return [`Removed experiments: ${joinedNames(names.map((name) => `'${name}'`))}`]
  },
  json: ({ experiments, tasks }) => ({
    removed: experiments.map(({ name, ref, commit }) => ({ name, ref, rev: commit })),
    tasks,
  }),
})

function unclear(): Failure {
  return new Failure(
    'usage',
    'Either provide an `experiment` argument, or use the `--rev` or `--all-commits` or `--queue` flag.',
  )
}
