import { type ForetoldRun, plainReproduction, runExperiment } from '@sterna/engine'
import { autoPush } from '../shell/auto-push.ts'
import { command, flag, number, option, options } from '../shell/command.ts'
import { confirmAt } from '../shell/confirm.ts'
import { savedMessage } from '../shell/experiment-parameters.ts'
import { experimentTeller } from '../shell/experiment-teller.ts'
import { foretellBeside, queueExperiments, runAllQueued, runBeside } from '../shell/queue-experiments.ts'
import { reproductionParameters } from '../shell/reproduction-parameters.ts'

export const expRun = command({
  name: 'exp run',
  summary: 'Run the pipeline and keep the result as an experiment.',
  takes: {
    ...reproductionParameters,
    name: option('-n, --name <name>', 'What the experiment is called; a free name is chosen if left out.'),
    setParams: options(
      '-S, --set-param <[file:]name=value>',
      'Run with this value of a parameter; of several values, with each.',
    ),
    withoutHydra: flag('--no-hydra', 'Do not compose params.yaml by the rules of Hydra.'),
    isQueued: flag('--queue', 'Only put it into the queue, for later.'),
    runsAll: flag('--run-all', 'Run all that is queued.'),
    isTemporary: flag('--temp', 'In a work tree of its own; nothing here changes.'),
    jobs: number('-j, --jobs <number>', 'How many queued experiments may run at once; one by default.'),
    copyPaths: options(
      '-C, --copy-paths <path>',
      'A file or folder that Git does not know and that it needs, with --temp or --queue.',
    ),
    ...savedMessage,
  },
  failureExit: 255,
  run: async (words, run) => {
    const { name, message, oldMessage, keepGoing, ignoreErrors, isInteractive, setParams, copyPaths, ...others } = words
    const { isQueued, runsAll, isTemporary, withoutHydra, jobs = 1, ...chosen } = others
    const { session, signal } = run
    const project = await session.project()
    const onFailure = ignoreErrors ? 'ignore' : keepGoing ? 'keep-going' : 'stop'
    const asks = isInteractive || project.config.flag('core', 'interactive')
    const confirm = asks ? confirmAt(session, signal) : undefined
    const reproduction = { ...plainReproduction, ...chosen, onFailure, confirm } as const
    const request = { name, message: message ?? oldMessage, force: chosen.force, reproduction }
    const queued = { ...request, setParams, withoutHydra, copyPaths }
    if (chosen.dry && (setParams.length > 0 || isTemporary || isQueued))
      return { kind: 'foretold', ...(await foretellBeside(project, queued, run)) } as const
    if (isQueued) return { kind: 'queued', names: await queueExperiments(project, queued, run) } as const
    if (runsAll) return { kind: 'beside', names: await runAllQueued(project, jobs, run) } as const
    if (isTemporary) return { kind: 'beside', names: await runBeside(project, queued, run) } as const
    const done = await runExperiment(
      project,
      { ...request, setParams, withoutHydra },
      { signal, report: experimentTeller(project, run) },
    )
    const { recorded } = done
    if (!recorded) return { kind: 'foretold', ...done } as const
    await autoPush(project, recorded, run)
    return { kind: 'here', recorded } as const
  },
  show: (result) => {
    if (result.kind === 'queued' || result.kind === 'foretold') return []
    if (result.kind === 'beside') return besideLines(result.names)
    return ['', `Ran experiment(s): ${result.recorded.name}`, 'Experiment results have been applied to your workspace.']
  },
  json: (result) => {
    if (result.kind === 'foretold') return foretoldForPrograms(result)
    if (result.kind !== 'here') return { names: result.names }
    return { name: result.recorded.name, rev: result.recorded.commit, ref: result.recorded.ref }
  },
})

function foretoldForPrograms({ reproduction: { stages } }: Pick<ForetoldRun, 'reproduction'>) {
  return { dry: true, stages: stages.map(({ stage, decision }) => ({ stage, decision: decision.kind })) }
}

function besideLines(names: readonly string[]): string[] {
  if (names.length === 0) return []
  return [
    '',
    `Ran experiment(s): ${names.join(', ')}`,
    'To apply the results of an experiment to your workspace run:',
    '',
    '\tsterna exp apply <exp>',
  ]
}
