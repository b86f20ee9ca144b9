import { showExperiments, statesJson } from '@sterna/engine'
import { command, flag, number, options } from '../shell/command.ts'

export const expShow = command({
  name: 'exp show',
  summary: 'Show experiments with their parameters and metrics.',
  takes: {
    revisions: options('--rev <commit>', 'Experiments that began at this commit; at HEAD if left out.'),
    commits: number('-n, --num <number>', 'So many commits from each along first parents; a negative number for all.'),
    allBranches: flag('-a, --all-branches', 'Experiments that began at the tips of branches.'),
    allTags: flag('-T, --all-tags', 'Experiments that began at tags.'),
    allCommits: flag('-A, --all-commits', 'All experiments.'),
    withoutNames: flag('--sha', 'Commits by their ids instead of branches and tags.'),
    hideWorkspace: flag('--hide-workspace', 'Without what is in the workspace.'),
    hideQueued: flag('--hide-queued', 'Without what waits in the queue.'),
    hideFailed: flag('--hide-failed', 'Without what failed.'),
    onlyDependencies: flag('--param-deps', 'Only parameters that stages depend on.'),
    isForced: flag('-f, --force', 'Read everything anew, whatever is known of it.'),
  },
  headline: 'failed to show experiments',
  failureExit: 1,
  run: async (request, { session }) =>
    showExperiments(await session.repository(), { ...request, commits: request.commits ?? 1 }),
  json: statesJson,
})
