import { explainStages, Failure, type Project, reproduce, stagesFailed } from '@sterna/engine'
import { type CommandRun, command, flag, number } from '../shell/command.ts'
import { confirmAt } from '../shell/confirm.ts'
import { renderForPrograms } from '../shell/json-output.ts'
import { reproductionParameters } from '../shell/reproduction-parameters.ts'
import { warningsTo } from '../show/events.ts'
import { fewFiles, planLines } from '../show/explanation.ts'
import { planJson } from '../show/explanation-json.ts'
import { gitHint } from '../show/git-hint.ts'
import { ReproductionTeller } from '../show/reproduction.ts'
import { ReproductionEvents } from '../show/reproduction-json.ts'

export const repro = command({
  name: 'repro',
  summary: 'Run the stages whose inputs changed.',
  takes: {
    ...reproductionParameters,
    explain: flag('--explain', 'Only say what would become of each stage, one after the other, and why.'),
    isPattern: flag('--glob', 'Targets are patterns for names of stages, such as train*.'),
    withoutRunCache: flag('--no-run-cache', 'Run even where the same run is remembered.'),
    withoutCommit: flag('--no-commit', 'Record hashes, but put nothing into the cache.'),
    withoutKeeping: flag(
      '--no-keep',
      'Remove outputs before a run, as DVC does, rather than put them back if it fails.',
    ),
    jobs: number('-j, --jobs <number>', 'How many stages may run at once; one by default.'),
    failFast: flag('--fail-fast', 'After a failure end what runs beside it as well.'),
    asJson: flag('--json', 'Tell what happens as it does, each event a line of JSON.'),
  },
  failureExit: 255,
  run: async ({ explain, asJson, keepGoing, ignoreErrors, isInteractive, jobs = 1, ...request }, run) => {
    const { session, signal } = run
    const project = await session.project()
    if (explain) return explainedLines(project, { ...request, limit: fewFiles }, asJson, run)
    const onFailure = ignoreErrors ? 'ignore' : keepGoing ? 'keep-going' : 'stop'
    const asks = isInteractive || project.config.flag('core', 'interactive')
    const confirm = asks ? confirmAt(session, signal) : undefined
    return (asJson ? tellAsJson : tell)(project, { ...request, jobs, onFailure, confirm }, run)
  },
  show: (lines) => lines,
})

type Request = Parameters<typeof reproduce>[1]

async function tell(project: Project, request: Request, { session, signal, report }: CommandRun): Promise<string[]> {
  const teller = new ReproductionTeller(project, session, { isSideBySide: request.jobs > 1, next: report })
  const result = await reproduce(project, request, { signal, report: (event) => teller.tell(event) })
  if (result.failed.length > 0) throw stagesFailed(result.failed)
  return [...gitHint(project, result), ...teller.closing()]
}

async function tellAsJson(project: Project, request: Request, { session, signal }: CommandRun): Promise<string[]> {
  const events = new ReproductionEvents(project, (line) => session.write('stdout', Buffer.from(`${line}\n`)))
  try {
    const result = await reproduce(project, request, { signal, report: (event) => events.tell(event) })
    events.done(result)
    if (result.failed.length > 0) throw stagesFailed(result.failed)
    return []
  } catch (error) {
    if (error instanceof Failure) events.failed(error)
    throw error
  }
}

async function explainedLines(
  project: Project,
  request: Parameters<typeof explainStages>[1],
  asJson: boolean,
  { session, signal, report }: CommandRun,
): Promise<string[]> {
  const stages = await explainStages(project, request, { signal, report: warningsTo(session, report) })
  return asJson ? [renderForPrograms(planJson(stages, project), session)] : planLines(stages, project)
}
