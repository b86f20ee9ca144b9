import { flag, hiddenOption, many, number, onOff, option, options, word } from './command.ts'

/** What the commit of an experiment says. */
export const savedMessage = {
  message: option('-m, --message <text>', 'What the commit of the experiment says.'),
  oldMessage: hiddenOption('-M <text>', 'As DVC once called --message.'),
}

/** Which experiments are meant. */
export const experimentSelection = {
  allCommits: flag('-A, --all-commits', 'All experiments.'),
  revisions: options('--rev <commit>', 'Experiments that began at this commit.'),
  commits: number('-n, --num <number>', 'So many commits from each along first parents; a negative number for all.'),
}

/** What is shared with a Git remote, and how. */
export const sharingParameters = {
  gitRemote: word('git_remote', 'A Git remote or URL.'),
  names: many('experiment', 'Names of experiments; those that began at HEAD if left out.'),
  ...experimentSelection,
  force: flag('-f, --force', 'Replace one of the same name.'),
  withoutData: flag('--no-cache', 'Only the experiments, not their data.'),
  remote: option('-r, --remote <name>', 'The remote for the data, if not the default one.'),
  jobs: number('-j, --jobs <number>', 'How many transfers at a time.'),
  withRunCache: onOff('--run-cache', 'The remembered runs of all stages as well.'),
}
