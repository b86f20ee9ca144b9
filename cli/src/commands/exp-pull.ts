import { pullExperiments, pythonText } from '@sterna/engine'
import { command } from '../shell/command.ts'
import { sharingParameters } from '../shell/experiment-parameters.ts'
import { warningsTo } from '../show/events.ts'
import { tellSharedData } from '../show/shared-data.ts'

export const expPull = command({
  name: 'exp pull',
  summary: 'Get experiments and their data from others.',
  takes: sharingParameters,
  failureExit: 255,
  run: async ({ withoutData, withRunCache = false, commits = 1, ...request }, { session, signal, report }) => {
    const project = await session.project()
    const wanted = { ...request, commits, withData: !withoutData, withRunCache }
    const shared = await pullExperiments(project, wanted, { signal, report: warningsTo(session, report) })
    if (shared.diverged.length > 0) session.warn(divergedText(shared.diverged))
    if (shared.failure) throw shared.failure
    tellSharedData(session, shared, 'download')
    return shared
  },
  show: ({ done }, { gitRemote, withoutData }) => [
    done.length === 0
      ? 'No experiments to pull.'
      : `Pulled experiment '${pythonText([...done])}' from Git remote '${gitRemote}'.`,
    ...(withoutData
      ? [
          "To pull cached outputs for this experiment from DVC remote storage, re-run this command without '--no-cache'.",
        ]
      : []),
  ],
  json: ({ done, upToDate, diverged, data }) => ({
    pulled: done,
    upToDate,
    diverged,
    downloaded: data?.transferred ?? 0,
  }),
})

function divergedText(names: readonly string[]): string {
  return `Local experiment '${pythonText([...names])}' has diverged from remote experiment with the same name. To override the local experiment re-run with '--force'.`
}
