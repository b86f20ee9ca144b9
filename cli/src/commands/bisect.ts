import { type Bisection, bisect, type Foretold, foretellBisection } from '@sterna/engine'
import { choiceOf, command, flag, number, option, options, type RequestOf, word } from '../shell/command.ts'
import { UsageError } from '../shell/usage-error.ts'
import { bisectionLines, foretoldLines } from '../show/bisection.ts'
import { eventLine } from '../show/bisection-events.ts'
import { bisectionJson } from '../show/bisection-json.ts'

const takes = {
  metric: word('metric', 'The metric: auc, metrics.json:auc, or loss:min to say which way it gets better.'),
  good: word('good', 'A revision or experiment at which it was good.'),
  bad: word('bad', 'One at which it is bad.'),
  threshold: option('--threshold <value>', 'Where bad begins; in the middle between both if left out.'),
  inside: choiceOf(
    '--inside <what>',
    ['commit', 'factors', 'entries'],
    'How far to look: only for the commit, for what in it (files, parameters, data), or also for files of a directory.',
  ),
  noRun: flag('--no-run', 'Only what is recorded or was measured before; nothing runs.'),
  isNoisy: flag('--noisy', 'The metric varies between runs: repeat them until the answer is sure.'),
  repeat: number('--repeat <times>', 'How often both ends are run, with --noisy; 5 if left out.'),
  confidence: option('--confidence <probability>', 'How sure the answer has to be, with --noisy; 0.95 if left out.'),
  maxRuns: number(
    '--max-runs <number>',
    'After so many runs it ends with what is known; with --noisy 200 if left out.',
  ),
  isDry: flag('--dry', 'Only say how much there is to do.'),
  isForced: flag('-f, --force', 'Measure anew what was measured before.'),
  copyPaths: options('-C, --copy-paths <path>', 'A file or folder that Git does not know and that stages need.'),
}

export const bisectCommand = command({
  name: 'bisect',
  summary: 'Find which commit made a metric bad, and which change in it.',
  takes,
  headline: 'failed to bisect',
  failureExit: 1,
  run: async (request, { session, signal, report }): Promise<Outcome> => {
    const project = await session.project()
    if (request.isDry) return { kind: 'foretold', found: await foretellBisection(project, requestOf(request), signal) }
    const isTold = !session.isForPrograms
    const found = await bisect(project, requestOf(request), {
      signal,
      report: (event) => {
        const line = isTold ? eventLine(event, session.isTerminal) : undefined
        if (line !== undefined) session.print(line)
        report(event)
      },
    })
    return { kind: 'done', found }
  },
  show: (outcome) => (outcome.kind === 'done' ? bisectionLines(outcome.found) : foretoldLines(outcome.found)),
  json: (outcome) => (outcome.kind === 'done' ? bisectionJson(outcome.found) : outcome.found),
  exitCode: (outcome) => (outcome.kind === 'foretold' || isAnswered(outcome.found) ? 0 : 1),
})

type Outcome =
  | { readonly kind: 'done'; readonly found: Bisection }
  | { readonly kind: 'foretold'; readonly found: Foretold }

function isAnswered({ answer }: Bisection): boolean {
  return answer.kind === 'found' || answer.kind === 'apart'
}

function requestOf({ isNoisy, repeat, confidence, ...request }: RequestOf<typeof takes>) {
  const isVarying = isNoisy || repeat !== undefined || confidence !== undefined
  const threshold = request.threshold === undefined ? undefined : numberIn('--threshold', request.threshold)
  if (isVarying && threshold !== undefined)
    throw new UsageError('argument --threshold: not allowed with argument --noisy')
  if (isVarying && request.noRun) throw new UsageError('argument --no-run: not allowed with argument --noisy')
  return {
    ...request,
    threshold,
    inside: request.inside ?? 'factors',
    noise: isVarying ? { repeat: repeatIn(repeat), confidence: probabilityIn(confidence ?? '0.95') } : undefined,
    maxRuns: request.maxRuns ?? (isVarying ? 200 : Infinity),
  } as const
}

function numberIn(option: string, text: string): number {
  const value = Number(text)
  if (text.trim() !== '' && Number.isFinite(value)) return value
  throw new UsageError(`argument ${option}: invalid float value: '${text}'`)
}

function probabilityIn(text: string): number {
  const value = numberIn('--confidence', text)
  if (value > 0.5 && value < 1) return value
  throw new UsageError(`argument --confidence: must lie between 0.5 and 1: '${text}'`)
}

function repeatIn(repeat = 5): number {
  if (Number.isInteger(repeat) && repeat >= 2) return repeat
  throw new UsageError(`argument --repeat: at least 2 are needed: '${repeat}'`)
}
