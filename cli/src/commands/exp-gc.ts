import {
  type ExperimentGarbageRequest,
  Failure,
  type JudgedExperiment,
  parseAge,
  planExperimentGarbage,
  removeExperimentGarbage,
} from '@sterna/engine'
import { type CommandRun, command, flag, number, option, options, type RequestOf } from '../shell/command.ts'
import { UsageError } from '../shell/usage-error.ts'
import { experimentGarbageJson, experimentGarbageLines, goingLines } from '../show/experiment-garbage.ts'

const takes = {
  olderThan: option('--older-than <age>', 'Only those that are older: 12h, 30d, 2w.'),
  keepBest: number(
    '--keep-best <number>',
    'So many of the best by --metric stay, and those as good as the last of them.',
  ),
  metric: option('--metric <metric>', 'What the best are told by: auc:max, or auc if sterna.yaml tells its direction.'),
  keepNewest: number('--keep-newest <number>', 'So many of the newest stay.'),
  of: options('--of <branch>', 'Only those that began at a commit of this branch.'),
  isDry: flag('--dry', 'Only say what would be removed.'),
  isAgreed: flag('-y, --yes', 'Do not ask.'),
  force: { ...flag('-f, --force', 'As --yes.'), hidden: true },
}

type Request = RequestOf<typeof takes>

/** What was found, and whether it is removed; 'declined' if the person did not want it. */
interface Outcome {
  readonly kind: 'dry' | 'declined' | 'removed'
  readonly judged: readonly JudgedExperiment[]
}

export const expGc = command({
  name: 'exp gc',
  summary: 'Remove experiments that are old, or not among the best or newest; pinned ones stay.',
  takes,
  failureExit: 255,
  run: async (request, run): Promise<Outcome> => {
    const wanted = garbageRequest(request)
    const judged = await planExperimentGarbage(await run.session.project(), wanted)
    if (request.isDry) return { kind: 'dry', judged }
    if (!request.isAgreed && !request.force && !(await isAgreed(judged, run))) return { kind: 'declined', judged }
    await removeExperimentGarbage(await run.session.project(), judged)
    return { kind: 'removed', judged }
  },
  show: ({ kind, judged }) => (kind === 'declined' ? [] : experimentGarbageLines(judged, kind === 'dry')),
  json: ({ kind, judged }) => experimentGarbageJson(judged, kind === 'removed'),
  exitCode: ({ kind }) => (kind === 'declined' ? 1 : 0),
})

function garbageRequest(request: Request): ExperimentGarbageRequest {
  const { olderThan, keepBest, metric, keepNewest, of } = request
  if ([olderThan, keepBest, keepNewest].every((one) => one === undefined) && of.length === 0) throw noRule()
  if (metric === undefined && keepBest !== undefined) throw new UsageError('argument --keep-best: needs --metric')
  if (metric !== undefined && keepBest === undefined) throw new UsageError('argument --metric: needs --keep-best')
  for (const [name, count] of Object.entries({ '--keep-best': keepBest, '--keep-newest': keepNewest }))
    if (count !== undefined && count < 1) throw new UsageError(`argument ${name}: at least 1 is needed: '${count}'`)
  const milliseconds = olderThan === undefined ? undefined : parseAge(olderThan)
  return { rules: { milliseconds, best: keepBest, newest: keepNewest }, metric, branches: of }
}

function noRule(): Failure {
  return new Failure('usage', 'Which experiments are to go is not said.', {
    hint: 'For example: sterna exp gc --older-than 30d --keep-newest 10 --dry. All of them: sterna exp remove --all-commits',
  })
}

/** A person is shown first what would go. Whoever is no person has to say so beforehand. */
async function isAgreed(judged: readonly JudgedExperiment[], { session, signal }: CommandRun): Promise<boolean> {
  const lines = goingLines(judged)
  if (lines.length === 0) return true
  if (!session.isTerminal || session.isForPrograms)
    throw new Failure(
      'usage',
      `Nobody can be asked here whether ${lines.length} of the experiments may go; nothing was removed.`,
      {
        hint: 'To see which: sterna exp gc … --dry. To remove them: sterna exp gc … --yes',
      },
    )
  for (const line of ['These go:', ...lines]) session.warn(line)
  return (await import('../shell/ask.ts')).ask('Are you sure you want to proceed?', signal)
}
