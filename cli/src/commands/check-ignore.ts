import { checkIgnore as askRules, Failure, type IgnoreAnswer } from '@sterna/engine'
import { command, flag, many, type RequestOf } from '../shell/command.ts'
import { typedLines } from '../shell/typed-lines.ts'

const takes = {
  targets: many('targets', 'Files and directories to ask about.'),
  withDetails: flag('-d, --details', 'Also the rule that decides, with its file and line.'),
  withOthers: flag('-n, --non-matching', 'With --details: also what no rule speaks of.'),
  fromInput: flag('--stdin', 'Take the paths from standard input, a line each, up to an empty one.'),
  withAll: flag('-a, --all', 'With --details: all rules that decide; there is never more than one.'),
}
type Request = RequestOf<typeof takes>

export const checkIgnore = command({
  name: 'check-ignore',
  summary: 'Tell whether .dvcignore leaves paths out, and why.',
  takes,
  failureExit: 255,
  run: async (request, { session, signal }) => {
    refuseMixture(request, session.isQuiet)
    const project = await session.project()
    const answers: IgnoreAnswer[] = []
    for await (const target of request.fromInput ? typedLines(process.stdin, signal) : request.targets) {
      const answer = askRules(project, target)
      answers.push(answer)
      if (request.fromInput) for (const line of answerLines(answer, request)) session.print(line)
    }
    return answers
  },
  show: (answers, request) => (request.fromInput ? [] : answers.flatMap((answer) => answerLines(answer, request))),
  exitCode: (answers, { withDetails }) =>
    answers.some(({ isIgnored, rule }) => (withDetails ? rule !== undefined : isIgnored)) ? 0 : 1,
})

function answerLines({ target, isIgnored, rule }: IgnoreAnswer, { withDetails, withOthers }: Request): string[] {
  if (!withDetails) return isIgnored ? [target] : []
  if (!rule) return withOthers ? [`::\t${target}`] : []
  const place = rule.file === undefined ? '' : `${rule.file}:${rule.line}`
  return [`${place}:${rule.pattern}\t${target}`]
}

function refuseMixture({ targets, withDetails, withOthers, withAll, fromInput }: Request, isQuiet: boolean): void {
  const hasTargets = targets.length > 0
  const mistakes: readonly (readonly [boolean, string])[] = [
    [!fromInput && !hasTargets, '`targets` or `--stdin` needed'],
    [fromInput && hasTargets, 'cannot have both `targets` and `--stdin`'],
    [withOthers && !withDetails, '`--non-matching` is only valid with `--details`'],
    [withAll && !withDetails, '`--all` is only valid with `--details`'],
    [isQuiet && withDetails, 'cannot use both `--details` and `--quiet`'],
  ]
  const found = mistakes.find(([isMade]) => isMade)
  if (found) throw new Failure('usage', found[1])
}
