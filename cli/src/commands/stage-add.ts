import { addStage } from '@sterna/engine'
import { command, flag, option, options, program, requiredOption } from '../shell/command.ts'
import { gitHint } from '../show/git-hint.ts'

export const stageAdd = command({
  name: 'stage add',
  summary: 'Write a stage into dvc.yaml.',
  takes: {
    name: requiredOption('-n, --name <name>', 'What the stage is called.'),
    deps: options('-d, --deps <path>', 'A file or directory that the command reads.'),
    params: options('-p, --params <[file:]names>', 'Parameters that the command reads, with commas between.'),
    outs: options('-o, --outs <path>', 'A file or directory that the command makes.'),
    outsNoCache: options('-O, --outs-no-cache <path>', 'The same, kept in Git rather than in the cache.'),
    outsPersist: options('--outs-persist <path>', 'The same, kept when the command runs again.'),
    outsPersistNoCache: options('--outs-persist-no-cache <path>', 'Both of these.'),
    metrics: options('-m, --metrics <path>', 'A file of metrics that the command makes.'),
    metricsNoCache: options('-M, --metrics-no-cache <path>', 'The same, kept in Git rather than in the cache.'),
    plots: options('--plots <path>', 'A file to plot that the command makes.'),
    plotsNoCache: options('--plots-no-cache <path>', 'The same, kept in Git rather than in the cache.'),
    wdir: option('-w, --wdir <path>', 'Where the command runs.'),
    force: flag('-f, --force', 'Replace a stage of this name.'),
    alwaysChanged: flag('--always-changed', 'The stage runs every time.'),
    desc: option('--desc <text>', 'What the stage is for.'),
    commandWords: program('command', 'The command, as it is typed.'),
  },
  failureExit: 255,
  run: async (request, { session }) => {
    const project = await session.project()
    const result = await addStage(project, request)
    return [`Added stage '${request.name}' in 'dvc.yaml'`, ...gitHint(project, result)]
  },
  show: (lines) => lines,
})
