import { explainStages, Failure, type Project, reproduce } from '@sterna/engine'
import { type CommandRun, command, flag, many, number } from '../shell/command.ts'
import { confirmAt } from '../shell/confirm.ts'
import { renderForPrograms } from '../shell/json-output.ts'
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
    targets: many('targets', 'Stages, dvc.yaml files or outputs; the dvc.yaml here if left out.'),
    force: flag('-f, --force', 'Run, changed or not.'),
    singleItem: flag('-s, --single-item', 'Only the targets, not what they depend on.'),
    dry: flag('--dry', 'Only say what would run.'),
    explain: flag('--explain', 'Only say what would become of each stage, one after the other, and why.'),
    pipeline: flag('-p, --pipeline', 'The whole pipelines that the targets belong to.'),
    allPipelines: flag('-P, --all-pipelines', 'Every pipeline of the project.'),
    isRecursive: flag('-R, --recursive', 'Targets are directories; everything below them is meant.'),
    isPattern: flag('--glob', 'Targets are patterns for names of stages, such as train*.'),
    isInteractive: flag('-i, --interactive', 'Ask before each stage that runs.'),
    downstream: flag('--downstream', 'The targets and what depends on them.'),
    forceDownstream: flag('--force-downstream', 'Run everything that follows a stage that ran.'),
    withoutRunCache: flag('--no-run-cache', 'Run even where the same run is remembered.'),
    withoutCommit: flag('--no-commit', 'Record hashes, but put nothing into the cache.'),
    withoutKeeping: flag(
      '--no-keep',
      'Remove outputs before a run, as DVC does, rather than put them back if it fails.',
    ),
    pull: flag(
      '--pull',
      'Get missing data and remembered runs from remotes; with --allow-missing only what stages that run need.',
    ),
    allowMissing: flag('--allow-missing', 'Missing data alone does not make a stage run.'),
    keepGoing: flag('-k, --keep-going', 'After a failure go on with what does not depend on it.'),
    jobs: number('-j, --jobs <number>', 'How many stages may run at once; one by default.'),
    failFast: flag('--fail-fast', 'After a failure end what runs beside it as well.'),
    ignoreErrors: flag('--ignore-errors', 'After a failure go on as if nothing was.'),
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
  if (result.failed.length > 0) throw someFailed(result.failed)
  return [...gitHint(project, result), ...teller.closing()]
}

async function tellAsJson(project: Project, request: Request, { session, signal }: CommandRun): Promise<string[]> {
  const events = new ReproductionEvents(project, (line) => session.write('stdout', Buffer.from(`${line}\n`)))
  try {
    const result = await reproduce(project, request, { signal, report: (event) => events.tell(event) })
    events.done(result)
    if (result.failed.length > 0) throw someFailed(result.failed)
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

function someFailed(failed: readonly string[]): Failure {
  const names = failed.map((name) => `'${name}'`)
  if (names.length === 1) return new Failure('stage-failed', `failed to reproduce ${names[0]}`)
  return new Failure('stage-failed', `failed to reproduce stages: ${names.slice(0, -1).join(', ')} and ${names.at(-1)}`)
}
