import { addStage, plainReproduction, reproduce } from '@sterna/engine'
import { command, flag, option, options, program, requiredOption } from '../shell/command.ts'
import { warningsTo } from '../show/events.ts'
import { gitHint } from '../show/git-hint.ts'
import { ReproductionTeller } from '../show/reproduction.ts'

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
    runsNow: flag('--run', 'Run the stage at once.'),
    commandWords: program('command', 'The command, as it is typed.'),
  },
  failureExit: 255,
  exits: { remote: 251 },
  run: async ({ runsNow, ...request }, { session, signal, report }) => {
    const project = await session.project()
    const added = await addStage(project, request, { signal, report: warningsTo(session, report) })
    session.print(`Added stage '${request.name}' in 'dvc.yaml'`)
    if (!runsNow) return gitHint(project, added)
    const teller = new ReproductionTeller(project, session, { isSideBySide: false, next: report })
    const onlyThis = { ...plainReproduction, targets: [request.name], singleItem: true }
    const ran = await reproduce(project, onlyThis, { signal, report: (event) => teller.tell(event) })
    const changed = [...new Set([...added.changed, ...ran.changed])]
    return gitHint(project, { changed, isStaged: added.isStaged })
  },
  show: (lines) => lines,
})
