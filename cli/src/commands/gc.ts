import {
  checkScope,
  collectGarbage,
  type GarbagePlan,
  type GarbageRequest,
  type GarbageResult,
  restoreGarbage,
} from '@sterna/engine'
import { type CommandRun, command, flag, number, option, options, type RequestOf } from '../shell/command.ts'
import { warningsTo } from '../show/events.ts'
import { confirmationText, garbageJson, garbageLines, planLines, restoredLines, trashLines } from '../show/garbage.ts'

const takes = {
  workspace: flag('-w, --workspace', 'Keep what the workspace needs, which is kept in any case.'),
  revision: option('--rev <commit>', 'Keep what this commit needs.'),
  commits: number('-n, --num <num>', 'Keep what this many commits need, from --rev or from each branch on.'),
  allBranches: flag('-a, --all-branches', 'Keep what the tips of all branches need.'),
  allTags: flag('-T, --all-tags', 'Keep what all tags need.'),
  allCommits: flag('-A, --all-commits', 'Keep what any commit needs.'),
  since: option('--date <yyyy-mm-dd>', 'Keep what the commits since this day need.'),
  allExperiments: flag('--all-experiments', 'Keep what all experiments need.'),
  notInRemote: flag('--not-in-remote', 'Of what is needed, keep only what the remote does not have.'),
  cloud: flag('-c, --cloud', 'Remove from the remote as well.'),
  remote: option('-r, --remote <name>', 'The remote that is meant, if not the default one.'),
  skipFailed: flag(
    '--skip-failed',
    'Pass over revisions and directories that cannot be read; what only they need goes.',
  ),
  force: flag('-f, --force', 'Do not ask.'),
  jobs: number('-j, --jobs <number>', 'How many removals at a time; a local remote needs no more than one.'),
  projects: options('-p, --projects [paths...]', 'Projects with the same cache, whose data is kept as well.'),
  isDry: flag('--dry', 'Only say what would be removed.'),
  withoutRegistry: flag('--no-registry', 'Do not keep what tags such as model@v1.0.0 and model#prod#1 name.'),
  withoutTrash: flag('--no-trash', 'Delete at once, also what earlier runs have set aside.'),
  restore: flag('--restore', 'Put back everything that earlier runs have set aside.'),
}

type Request = RequestOf<typeof takes>
type Outcome =
  | { readonly kind: 'refused' }
  | { readonly kind: 'restored' | 'collected'; readonly lines: string[]; readonly json: unknown }

export const gc = command({
  name: 'gc',
  summary: 'Remove data from the cache, and from a remote, that no kept revision needs.',
  takes,
  failureExit: 255,
  run: async (request, run): Promise<Outcome> => (request.restore ? restore(request, run) : collect(request, run)),
  show: (outcome) => (outcome.kind === 'refused' ? [] : outcome.lines),
  json: (outcome) => (outcome.kind === 'refused' ? {} : outcome.json),
  exitCode: ({ kind }) => (kind === 'refused' ? 1 : 0),
})

async function restore({ cloud, remote }: Request, { session, signal, report }: CommandRun): Promise<Outcome> {
  const wanted = { cloud, ...(remote === undefined ? {} : { remote }) }
  const count = await restoreGarbage(await session.project(), wanted, { signal, report })
  return { kind: 'restored', lines: restoredLines(count), json: { restored: count } }
}

async function collect(request: Request, run: CommandRun): Promise<Outcome> {
  const wanted = garbageRequest(request)
  checkScope(wanted)
  run.session.warn(confirmationText(wanted, run.session.workingDirectory))
  if (!request.force && !request.isDry && !(await isAgreed(wanted, run))) return { kind: 'refused' }
  const isShown = !request.isDry && !request.force
  const result = await carryOut({ ...wanted, withOwners: !isShown && !run.session.isQuiet }, run, isShown)
  if (!request.isDry) for (const line of trashLines(wanted, result)) run.session.warn(line)
  return { kind: 'collected', lines: garbageLines(wanted, result), json: garbageJson(wanted, result) }
}

/** A person is shown first what would go, and whose it was. */
async function isAgreed(request: GarbageRequest, run: CommandRun): Promise<boolean> {
  const question = 'Are you sure you want to proceed?'
  if (!run.session.isTerminal) {
    run.session.print(`${question} [y/n]: `)
    return false
  }
  await carryOut({ ...request, isDry: true, withOwners: true }, run, false)
  return (await import('../shell/ask.ts')).ask(question, run.signal)
}

/** Tells beforehand what will go, unless it has been shown already. */
async function carryOut(request: GarbageRequest, run: CommandRun, isShown: boolean): Promise<GarbageResult> {
  const { session, signal } = run
  const next = warningsTo(session, run.report)
  const report = (event: Parameters<typeof next>[0] | GarbagePlan) => {
    if (event.kind !== 'garbage-planned') return next(event)
    if (!isShown) for (const line of planLines(event)) session.warn(line)
  }
  return collectGarbage(await session.project(), request, { signal, report })
}

function garbageRequest(request: Request): GarbageRequest {
  const { revision, commits, since, remote, force: _, jobs: __, restore: ___, ...rest } = request
  const count = commits || (revision ? 1 : undefined)
  return {
    ...rest,
    withOwners: false,
    ...(revision ? { revision } : {}),
    ...(count === undefined ? {} : { commits: count }),
    ...(since ? { since } : {}),
    ...(remote === undefined ? {} : { remote }),
  }
}
