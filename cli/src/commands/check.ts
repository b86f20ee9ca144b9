import { type CheckResult, checkPipelines, Failure, type Project, type RuleCode, rules } from '@sterna/engine'
import { command, flag, many, option } from '../shell/command.ts'
import { countOf, findingLines, findingsJson, ruleLines } from '../show/findings.ts'

type Outcome =
  | { readonly kind: 'checked'; readonly result: CheckResult; readonly project: Project }
  | { readonly kind: 'explained'; readonly code: RuleCode }

export const check = command({
  name: 'check',
  summary: 'Look for mistakes in dvc.yaml and dvc.lock without running anything.',
  takes: {
    targets: many('targets', 'Stages or dvc.yaml files; all of the project if left out.'),
    isStrict: flag('--strict', 'End with 1 after warnings, too.'),
    explain: option('--explain <code>', 'Only say what a code means and what to do about it.'),
  },
  failureExit: 255,
  run: async ({ targets, explain }, { session }): Promise<Outcome> => {
    if (explain !== undefined) return { kind: 'explained', code: knownCode(explain) }
    const project = await session.project()
    return { kind: 'checked', result: await checkPipelines(project, { targets }), project }
  },
  show: (outcome) =>
    outcome.kind === 'explained'
      ? ruleLines(outcome.code)
      : findingLines(outcome.result, (path) => outcome.project.pathHere(path)),
  json: (outcome) =>
    outcome.kind === 'explained'
      ? { code: outcome.code, ...rules[outcome.code] }
      : findingsJson(outcome.result, (path) => outcome.project.pathHere(path)),
  exitCode: (outcome, { isStrict }) => {
    if (outcome.kind === 'explained') return 0
    const { findings } = outcome.result
    return countOf(findings, 'error') > 0 || (isStrict && countOf(findings, 'warning') > 0) ? 1 : 0
  },
})

function knownCode(code: string): RuleCode {
  if (Object.hasOwn(rules, code)) return code as RuleCode
  throw new Failure('usage', `There is no finding with the code '${code}'.`, {
    hint: `The codes are: ${Object.keys(rules).join(', ')}.`,
  })
}
