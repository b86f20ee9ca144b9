import type { CommandDescription } from './command.ts'

interface Listed {
  readonly summary: string
  load(): Promise<CommandDescription>
}

/**
 * Every command of the program. A command's own file is loaded only when it runs; what stands here is enough to find it
 * and to list it. `npm run check` compares the summaries with those in the files.
 */
export const catalogue: Readonly<Record<string, Listed>> = {
  demo: {
    summary: 'Play the whole cycle on real house sales, in a new folder.',
    load: async () => (await import('../commands/demo.ts')).demo,
  },
  studio: {
    summary: 'Look at the project in the browser.',
    load: async () => (await import('../commands/studio.ts')).studio,
  },
  'studio export': {
    summary: 'Write what the studio shows as pages for any file server.',
    load: async () => (await import('../commands/studio-export.ts')).studioExport,
  },
  init: {
    summary: 'Make a project in a Git repository.',
    load: async () => (await import('../commands/init.ts')).init,
  },
  add: { summary: 'Track files and directories.', load: async () => (await import('../commands/add.ts')).add },
  remove: {
    summary: 'Stop tracking data, or take a stage out of the pipeline.',
    load: async () => (await import('../commands/remove.ts')).remove,
  },
  move: {
    summary: 'Give tracked data another name or place.',
    load: async () => (await import('../commands/move.ts')).move,
  },
  status: {
    summary: 'Show what changed in data and pipelines.',
    load: async () => (await import('../commands/status.ts')).status,
  },
  checkout: {
    summary: 'Bring tracked data to the state that is recorded.',
    load: async () => (await import('../commands/checkout.ts')).checkout,
  },
  commit: {
    summary: 'Record the present state of changed outputs.',
    load: async () => (await import('../commands/commit.ts')).commit,
  },
  push: { summary: 'Send tracked data to a remote.', load: async () => (await import('../commands/push.ts')).push },
  fetch: {
    summary: 'Get tracked data from a remote into the cache.',
    load: async () => (await import('../commands/fetch.ts')).fetch,
  },
  pull: {
    summary: 'Get tracked data from a remote into the workspace.',
    load: async () => (await import('../commands/pull.ts')).pull,
  },
  import: {
    summary: 'Track a copy of what another repository has.',
    load: async () => (await import('../commands/import.ts')).importCommand,
  },
  'import-url': {
    summary: 'Track a copy of data that lies elsewhere.',
    load: async () => (await import('../commands/import-url.ts')).importUrl,
  },
  update: {
    summary: 'Bring imported data to the present state of its source.',
    load: async () => (await import('../commands/update.ts')).update,
  },
  gc: {
    summary: 'Remove data from the cache, and from a remote, that no kept revision needs.',
    load: async () => (await import('../commands/gc.ts')).gc,
  },
  diff: {
    summary: 'Compare two revisions: data, and between two that are named also code, parameters, metrics and more.',
    load: async () => (await import('../commands/diff.ts')).diff,
  },
  'data status': {
    summary: 'Compare the last commit, what is recorded, and the workspace.',
    load: async () => (await import('../commands/data-status.ts')).dataStatus,
  },
  verify: {
    summary: 'Find data in the cache or a remote that is corrupt or missing, and mend it.',
    load: async () => (await import('../commands/verify.ts')).verify,
  },
  space: {
    summary: 'Show how much data each output, branch, tag and experiment takes.',
    load: async () => (await import('../commands/space.ts')).space,
  },
  list: {
    summary: 'List what a repository holds: files of Git and tracked data.',
    load: async () => (await import('../commands/list.ts')).list,
  },
  du: {
    summary: 'Show how much what a repository holds takes.',
    load: async () => (await import('../commands/du.ts')).du,
  },
  get: {
    summary: 'Copy a file or directory out of a repository.',
    load: async () => (await import('../commands/get.ts')).get,
  },
  'artifacts get': {
    summary: 'Copy an artifact out of a repository by its version or stage.',
    load: async () => (await import('../commands/artifacts-get.ts')).artifactsGet,
  },
  'list-url': {
    summary: 'List what is in a folder of this machine, or at a URL.',
    load: async () => (await import('../commands/list-url.ts')).listUrl,
  },
  'get-url': {
    summary: 'Copy a file or folder of this machine, or from a URL, to here.',
    load: async () => (await import('../commands/get-url.ts')).getUrl,
  },
  version: {
    summary: 'Tell what this is, and what the machine and the project offer.',
    load: async () => (await import('../commands/version.ts')).version,
  },
  'check-ignore': {
    summary: 'Tell whether .dvcignore leaves paths out, and why.',
    load: async () => (await import('../commands/check-ignore.ts')).checkIgnore,
  },
  'stage add': {
    summary: 'Write a stage into dvc.yaml.',
    load: async () => (await import('../commands/stage-add.ts')).stageAdd,
  },
  'stage list': {
    summary: 'List the stages of the pipeline.',
    load: async () => (await import('../commands/stage-list.ts')).stageList,
  },
  freeze: {
    summary: 'Keep stages as they are, whatever they depend on.',
    load: async () => (await import('../commands/freeze.ts')).freeze,
  },
  unfreeze: {
    summary: 'Let frozen stages follow what they depend on again.',
    load: async () => (await import('../commands/freeze.ts')).unfreeze,
  },
  repro: {
    summary: 'Run the stages whose inputs changed.',
    load: async () => (await import('../commands/repro.ts')).repro,
  },
  watch: {
    summary: 'Run any command, see what it reads and writes, and get a stage for it.',
    load: async () => (await import('../commands/watch.ts')).watch,
  },
  runs: {
    summary: 'List the runs of stages on this machine, and how they ended.',
    load: async () => (await import('../commands/runs.ts')).runs,
  },
  logs: {
    summary: 'Show what a stage printed when it ran.',
    load: async () => (await import('../commands/logs.ts')).logs,
  },
  why: {
    summary: 'Say why stages run or do not, and what will run because of them.',
    load: async () => (await import('../commands/why.ts')).why,
  },
  check: {
    summary: 'Look for mistakes in dvc.yaml and dvc.lock without running anything.',
    load: async () => (await import('../commands/check.ts')).check,
  },
  dag: {
    summary: 'Draw how the stages depend on each other.',
    load: async () => (await import('../commands/dag.ts')).dag,
  },
  'metrics show': {
    summary: 'Show the metrics of the workspace.',
    load: async () => (await import('../commands/metrics-show.ts')).metricsShow,
  },
  'metrics diff': {
    summary: 'Compare metrics between two revisions.',
    load: async () => (await import('../commands/metrics-diff.ts')).metricsDiff,
  },
  'plots show': {
    summary: 'Draw the plots of the workspace.',
    load: async () => (await import('../commands/plots-show.ts')).plotsShow,
  },
  'plots diff': {
    summary: 'Draw the plots of several revisions over each other.',
    load: async () => (await import('../commands/plots-diff.ts')).plotsDiff,
  },
  'plots modify': {
    summary: 'Change how an output of a stage is drawn.',
    load: async () => (await import('../commands/plots-modify.ts')).plotsModify,
  },
  'plots templates': {
    summary: 'List the templates of plots that are always there, or show one.',
    load: async () => (await import('../commands/plots-templates.ts')).plotsTemplates,
  },
  'params diff': {
    summary: 'Compare parameters between two revisions.',
    load: async () => (await import('../commands/params-diff.ts')).paramsDiff,
  },
  'exp run': {
    summary: 'Run the pipeline and keep the result as an experiment.',
    load: async () => (await import('../commands/exp-run.ts')).expRun,
  },
  'exp save': {
    summary: 'Keep the workspace as it is as an experiment.',
    load: async () => (await import('../commands/exp-save.ts')).expSave,
  },
  'exp apply': {
    summary: 'Bring the files and data of an experiment into the workspace.',
    load: async () => (await import('../commands/exp-apply.ts')).expApply,
  },
  'exp branch': {
    summary: 'Make a Git branch of an experiment.',
    load: async () => (await import('../commands/exp-branch.ts')).expBranch,
  },
  'exp rename': {
    summary: 'Give an experiment another name.',
    load: async () => (await import('../commands/exp-rename.ts')).expRename,
  },
  'exp remove': {
    summary: 'Remove experiments.',
    load: async () => (await import('../commands/exp-remove.ts')).expRemove,
  },
  'exp push': {
    summary: 'Send experiments and their data to others.',
    load: async () => (await import('../commands/exp-push.ts')).expPush,
  },
  'exp pull': {
    summary: 'Get experiments and their data from others.',
    load: async () => (await import('../commands/exp-pull.ts')).expPull,
  },
  'exp gc': {
    summary: 'Remove experiments that are old, or not among the best or newest; pinned ones stay.',
    load: async () => (await import('../commands/exp-gc.ts')).expGc,
  },
  'exp pin': {
    summary: 'Pin experiments, so that they are not removed, or list what is pinned.',
    load: async () => (await import('../commands/exp-pin.ts')).expPin,
  },
  'exp unpin': {
    summary: 'Let go of pinned experiments.',
    load: async () => (await import('../commands/exp-pin.ts')).expUnpin,
  },
  'exp clean': {
    summary: 'Clean up what the queue of DVC leaves behind; ours leaves nothing.',
    load: async () => (await import('../commands/exp-clean.ts')).expClean,
  },
  'exp show': {
    summary: 'Show experiments with their parameters and metrics.',
    load: async () => (await import('../commands/exp-show.ts')).expShow,
  },
  'exp list': {
    summary: 'List experiments of this clone or of another repository.',
    load: async () => (await import('../commands/exp-list.ts')).expList,
  },
  'exp describe': {
    summary: 'Tell how an experiment came about: what ran, with what, and where.',
    load: async () => (await import('../commands/exp-describe.ts')).expDescribe,
  },
  'exp diff': {
    summary: 'Compare metrics and parameters of two experiments.',
    load: async () => (await import('../commands/exp-diff.ts')).expDiff,
  },
  bisect: {
    summary: 'Find which commit made a metric bad, and which change in it.',
    load: async () => (await import('../commands/bisect.ts')).bisectCommand,
  },
  'queue start': {
    summary: 'Have queued experiments run, beside whatever you do.',
    load: async () => (await import('../commands/queue-start.ts')).queueStart,
  },
  'queue run': {
    summary: 'Run queued experiments until none is left; what "queue start" starts.',
    load: async () => (await import('../commands/queue-start.ts')).queueRun,
  },
  'queue work': {
    summary: 'Carry out one experiment of the queue; what "queue run" calls.',
    load: async () => (await import('../commands/queue-work.ts')).queueWork,
  },
  'queue stop': {
    summary: 'Start no more queued experiments.',
    load: async () => (await import('../commands/queue-stop.ts')).queueStop,
  },
  'queue status': {
    summary: 'Show the experiments of the queue, and who runs them.',
    load: async () => (await import('../commands/queue-status.ts')).queueStatus,
  },
  'queue logs': {
    summary: 'Show what a queued experiment prints.',
    load: async () => (await import('../commands/queue-logs.ts')).queueLogs,
  },
  'queue kill': {
    summary: 'End experiments of the queue that run.',
    load: async () => (await import('../commands/queue-kill.ts')).queueKill,
  },
  'queue remove': {
    summary: 'Take experiments out of the queue.',
    load: async () => (await import('../commands/queue-remove.ts')).queueRemove,
  },
  config: { summary: 'Read and change settings.', load: async () => (await import('../commands/config.ts')).config },
  'remote add': { summary: 'Add a remote.', load: async () => (await import('../commands/remote.ts')).remoteAdd },
  'remote default': {
    summary: 'Show or set the default remote.',
    load: async () => (await import('../commands/remote.ts')).remoteDefault,
  },
  'remote check': {
    summary: 'Try out whether a remote can be listed, written, read and deleted from.',
    load: async () => (await import('../commands/remote-check.ts')).remoteCheck,
  },
  'remote list': { summary: 'List the remotes.', load: async () => (await import('../commands/remote.ts')).remoteList },
  'remote modify': {
    summary: "Change a remote's settings.",
    load: async () => (await import('../commands/remote.ts')).remoteModify,
  },
  'remote rename': {
    summary: 'Give a remote another name.',
    load: async () => (await import('../commands/remote.ts')).remoteRename,
  },
  'remote remove': {
    summary: 'Remove a remote.',
    load: async () => (await import('../commands/remote.ts')).remoteRemove,
  },
  'cache dir': {
    summary: 'Show or set where the cache is.',
    load: async () => (await import('../commands/cache-dir.ts')).cacheDir,
  },
  'cache runs': {
    summary: 'List the runs of stages that need not be done again, or forget some.',
    load: async () => (await import('../commands/cache-runs.ts')).cacheRuns,
  },
  'cache migrate': {
    summary: 'Bring data of DVC before 3.0 to the form of today.',
    load: async () => (await import('../commands/cache-migrate.ts')).cacheMigrate,
  },
  unprotect: {
    summary: 'Make linked data plain files, so that it can be edited.',
    load: async () => (await import('../commands/unprotect.ts')).unprotect,
  },
  destroy: {
    summary: 'Take the project away: stage files, settings and cache.',
    load: async () => (await import('../commands/destroy.ts')).destroy,
  },
  install: {
    summary: "Have Git's hooks and merges call sterna.",
    load: async () => (await import('../commands/install.ts')).install,
  },
  'merge-driver': {
    summary: 'Merge .dvc files and dvc.lock entry by entry; Git calls it.',
    load: async () => (await import('../commands/merge-driver.ts')).mergeDriver,
  },
  'git-hook pre-commit': {
    summary: 'What Git runs before a commit: status.',
    load: async () => (await import('../commands/git-hook.ts')).preCommitHook,
  },
  'git-hook post-checkout': {
    summary: 'What Git runs after it has checked out a revision: checkout.',
    load: async () => (await import('../commands/git-hook.ts')).postCheckoutHook,
  },
  'git-hook pre-push': {
    summary: 'What Git runs before a push: push, and a look whether the remote has all data of what is pushed.',
    load: async () => (await import('../commands/git-hook.ts')).prePushHook,
  },
  'git-hook merge-driver': {
    summary: 'Merge .dvc files and dvc.lock entry by entry; Git calls it.',
    load: async () => (await import('../commands/git-hook.ts')).mergeDriverHook,
  },
  root: {
    summary: "Print the way to the project's root.",
    load: async () => (await import('../commands/root.ts')).root,
  },
  completion: {
    summary: 'Print a shell completion script.',
    load: async () => (await import('../commands/completion.ts')).completion,
  },
}

export const aliases: Readonly<Record<string, string>> = {
  doctor: 'version',
  'exp ls': 'exp list',
  'exp rm': 'exp remove',
  experiments: 'exp',
  ls: 'list',
  'ls-url': 'list-url',
  mv: 'move',
  rm: 'remove',
}

/** Names of the groups, such as `remote`, whose second word chooses the command. */
export function groups(): Set<string> {
  return new Set(
    Object.keys(catalogue)
      .filter((name) => name.includes(' '))
      .map((name) => name.split(' ')[0]!),
  )
}
