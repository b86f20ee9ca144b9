import { branchExperiment } from '@sterna/engine'
import { command, optionalWord, word } from '../shell/command.ts'

export const expBranch = command({
  name: 'exp branch',
  summary: 'Make a Git branch of an experiment.',
  takes: {
    experiment: word('experiment', 'Its name.'),
    branch: optionalWord('branch', "What the branch is called; the experiment's name with -branch if left out."),
  },
  failureExit: 255,
  run: async (request, { session }) => branchExperiment(await session.project(), request),
  show: ({ experiment, branch }) => [
    `Git branch '${branch}' has been created from experiment '${experiment}'.`,
    'To switch to the new branch run:',
    '',
    `\tgit checkout ${branch}`,
  ],
  json: ({ experiment, branch, commit }) => ({ experiment, branch, rev: commit }),
})
