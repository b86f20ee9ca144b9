import { pushExperiments, type SharedExperiments } from '@sterna/engine'
import { command } from '../shell/command.ts'
import { sharingParameters } from '../shell/experiment-parameters.ts'
import { warningsTo } from '../show/events.ts'
import { joinedNames } from '../show/joined-names.ts'
import { tellSharedData } from '../show/shared-data.ts'

export const expPush = command({
  name: 'exp push',
  summary: 'Send experiments and their data to others.',
  takes: sharingParameters,
  failureExit: 255,
  run: async ({ withoutData, withRunCache = false, commits = 1, ...request }, { session, signal, report }) => {
    const project = await session.project()
    const wanted = { ...request, commits, withData: !withoutData, withRunCache }
    const shared = await pushExperiments(project, wanted, { signal, report: warningsTo(session, report) })
    if (shared.diverged.length > 0) session.warn(divergedText(shared.diverged))
    if (shared.failure) {
      for (const line of pushedLines(shared, request.gitRemote)) session.print(line)
      throw shared.failure
    }
    tellSharedData(session, shared, 'upload')
    return shared
  },
  show: (shared, { gitRemote, withoutData }) => [
    ...pushedLines(shared, gitRemote),
    ...(withoutData
      ? ["To push cached outputs for this experiment to DVC remote storage, re-run this command without '--no-cache'."]
      : []),
  ],
  json: ({ done, upToDate, diverged, data }) => ({
    pushed: done,
    upToDate,
    diverged,
    uploaded: data?.transferred ?? 0,
  }),
})

function pushedLines({ done, upToDate, data }: SharedExperiments, remote: string): string[] {
  const lines: string[] = []
  const verb = upToDate.length > 1 ? 'are' : 'is'
  if (upToDate.length > 0)
    lines.push(`Experiment ${joinedNames(upToDate)} ${verb} up to date on Git remote '${remote}'.`)
  if (done.length > 0) lines.push(`Pushed experiment ${joinedNames(done)} to Git remote '${remote}'.`)
  if (lines.length === 0) lines.push('No experiments to push.')
  if (data && data.transferred > 0) lines.push(`${data.transferred} file${data.transferred === 1 ? '' : 's'} uploaded`)
  return lines
}

function divergedText(names: readonly string[]): string {
  return `Local experiment ${joinedNames(names)} has diverged from remote experiment with the same name.\nTo override the remote experiment re-run with '--force'.`
}
