import { type ExperimentEvent, plainReproduction, runExperiment } from '@sterna/engine'
import { command, option, type Session } from '../shell/command.ts'
import { confirmAt } from '../shell/confirm.ts'
import { savedMessage } from '../shell/experiment-parameters.ts'
import { reproductionParameters } from '../shell/reproduction-parameters.ts'
import { ReproductionTeller } from '../show/reproduction.ts'

export const expRun = command({
  name: 'exp run',
  summary: 'Run the pipeline and keep the result as an experiment.',
  takes: {
    ...reproductionParameters,
    name: option('-n, --name <name>', 'What the experiment is called; a free name is chosen if left out.'),
    ...savedMessage,
  },
  failureExit: 255,
  run: async ({ name, message, oldMessage, keepGoing, ignoreErrors, isInteractive, ...chosen }, run) => {
    const { session, signal, report } = run
    const project = await session.project()
    const onFailure = ignoreErrors ? 'ignore' : keepGoing ? 'keep-going' : 'stop'
    const asks = isInteractive || project.config.flag('core', 'interactive')
    const confirm = asks ? confirmAt(session, signal) : undefined
    const reproduction = { ...plainReproduction, ...chosen, onFailure, confirm } as const
    const listener = session.isForPrograms ? aside(session) : session
    const teller = new ReproductionTeller(project, listener, { isSideBySide: false, next: report })
    const tell = (event: ExperimentEvent) => {
      if (event.kind === 'experiment-begins') listener.print(`Reproducing experiment '${event.name}'`)
      else teller.tell(event)
    }
    const request = { name, message: message ?? oldMessage, force: chosen.force, reproduction }
    return runExperiment(project, request, { signal, report: tell })
  },
  show: ({ recorded }) =>
    recorded
      ? ['', `Ran experiment(s): ${recorded.name}`, 'Experiment results have been applied to your workspace.']
      : [],
  json: ({ recorded }) => recorded && { name: recorded.name, rev: recorded.commit, ref: recorded.ref },
})

/** Standard output is for the result: what stages print goes to standard error, and what becomes of them is not told. */
function aside(session: Session): Session {
  return { ...session, print: () => undefined, write: (_, bytes) => session.write('stderr', bytes) }
}
