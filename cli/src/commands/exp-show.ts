import {
  arrangeTable,
  chooseExperiments,
  experimentsTable,
  type Project,
  pinnedRefs,
  readDirections,
  type ShownBaseline,
  showExperiments,
  statesJson,
} from '@sterna/engine'
import { choiceOf, command, flag, number, option, options, type RequestOf, type Session } from '../shell/command.ts'
import { showInPager } from '../shell/pager.ts'
import { UsageError } from '../shell/usage-error.ts'
import { watchExperiments } from '../shell/watch-experiments.ts'
import { experimentsCsv, experimentsLines, experimentsMarkdown } from '../show/experiments.ts'

const takes = {
  revisions: options('--rev <commit>', 'Experiments that began at this commit; at HEAD if left out.'),
  commits: number('-n, --num <number>', 'So many commits from each along first parents; a negative number for all.'),
  allBranches: flag('-a, --all-branches', 'Experiments that began at the tips of branches.'),
  allTags: flag('-T, --all-tags', 'Experiments that began at tags.'),
  allCommits: flag('-A, --all-commits', 'All experiments.'),
  withoutNames: flag('--sha', 'Commits by their ids instead of branches and tags.'),
  hideWorkspace: flag('--hide-workspace', 'Without what is in the workspace.'),
  hideQueued: flag('--hide-queued', 'Without what waits in the queue.'),
  hideFailed: flag('--hide-failed', 'Without what failed.'),
  onlyDependencies: flag('--param-deps', 'Only parameters that stages depend on.'),
  isForced: flag('-f, --force', 'Read everything anew, whatever is known of it.'),
  onlyChanged: flag('--only-changed', 'Only columns whose values differ.'),
  drop: options('--drop <pattern>', 'Without columns that match this regular expression.'),
  keep: options('--keep <pattern>', 'With columns that match this regular expression, whatever else is said.'),
  sortBy: option('--sort-by <value>', 'Sort experiments by a metric or parameter: its name, or file:name.'),
  sortOrder: choiceOf('--sort-order <order>', ['asc', 'desc'], 'Ascending, which is the default, or descending.'),
  filter: option('--filter <condition>', 'Only those for which this holds: metrics.auc > 0.9 and params.lr < 0.01.'),
  best: option('--best <metric>', 'Only the best by this metric: auc:max, or auc if sterna.yaml tells its direction.'),
  pareto: option('--pareto <metrics>', 'Only those that no other one beats in both of these metrics: auc,loss:min.'),
  groupBy: option('--group-by <value>', 'Group by a metric or parameter; the best is looked for in each group.'),
  watch: flag('--watch', 'Show it again whenever something changes, until Ctrl-C.'),
  csv: flag('--csv', 'As comma-separated values.'),
  markdown: flag('--md', 'As a table of markdown.'),
  precision: number('--precision <digits>', 'Digits of numbers; 5 if left out, and all of them in CSV.'),
  noFetch: { ...flag('--no-fetch', 'Nothing more: what runs is looked at where it runs.'), hidden: true },
  noPager: flag('--no-pager', 'Print the table on a terminal too, instead of showing it in a pager.'),
}

export const expShow = command({
  name: 'exp show',
  summary: 'Show experiments with their parameters and metrics.',
  takes,
  headline: 'failed to show experiments',
  failureExit: 1,
  exits: { usage: 255 },
  run: async (request, { session }) => {
    refuseTogether(request, session.isForPrograms)
    const project = await session.repository()
    if (!request.watch) return paged(await look(project, request), request, session)
    await watchExperiments(session, project, async () => tableLines(await look(project, request), request))
    return undefined
  },
  show: (shown, request) => (shown ? tableLines(shown, request) : []),
  json: (shown) => statesJson(shown?.baselines ?? []),
})

type Request = RequestOf<typeof takes>

interface Shown {
  readonly baselines: readonly ShownBaseline[]
  /** Full refs of the experiments that are pinned. */
  readonly pinned: ReadonlySet<string>
}

function refuseTogether({ watch, best, pareto }: Request, isForPrograms: boolean): void {
  if (watch && isForPrograms) throw new UsageError('argument --watch: not allowed with argument --json')
  if (best !== undefined && pareto !== undefined)
    throw new UsageError('argument --pareto: not allowed with argument --best')
  if (pareto !== undefined && pareto.split(',').length !== 2)
    throw new UsageError(`argument --pareto: two metrics are needed, with a comma between: '${pareto}'`)
}

/** On a terminal the table goes into a pager; then nothing is left to show. */
function paged(shown: Shown, request: Request, { isTerminal, isForPrograms, isQuiet }: Session): Shown | undefined {
  const isPlain = request.csv || request.markdown || request.noPager || isForPrograms || isQuiet
  if (!isTerminal || isPlain) return shown
  return showInPager(`${tableLines(shown, request).join('\n')}\n`) ? undefined : shown
}

async function look(project: Project, request: Request): Promise<Shown> {
  const isTable = !request.csv && !request.markdown
  const pinned = isTable && project.git ? pinnedRefs(project.git) : new Set<string>()
  return { baselines: await choose(project, request), pinned }
}

async function choose(project: Project, request: Request): Promise<readonly ShownBaseline[]> {
  const { filter, best, pareto, groupBy } = request
  const shown = await showExperiments(project, { ...request, commits: request.commits ?? 1 })
  if ([filter, best, pareto, groupBy].every((one) => one === undefined)) return shown
  const choice = { filter, best, pareto: pareto?.split(','), groupBy }
  return chooseExperiments(shown, choice, readDirections(project))
}

const usualDigits = 5

function tableLines({ baselines, pinned }: Shown, request: Request): string[] {
  const { csv, markdown, precision, sortBy, sortOrder, keep, drop, onlyChanged } = request
  const digits = precision || (csv ? undefined : usualDigits)
  const table = experimentsTable(baselines, {
    sortBy,
    digits,
    isDescending: sortOrder === 'desc',
    time: csv ? { kind: 'iso' } : { kind: 'short', now: new Date() },
    fill: csv ? '' : '-',
    pinned,
  })
  const arranged = arrangeTable(table, { keep, drop, onlyChanged, asTree: !csv })
  if (csv) return [experimentsCsv(arranged).replace(/\n$/, '')]
  const lines = markdown ? experimentsMarkdown(arranged) : experimentsLines(arranged)
  return [lines.join('\n')]
}
