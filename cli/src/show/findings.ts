import { type CheckResult, type Finding, type Rule, type RuleCode, rules } from '@sterna/engine'

/** A path from the root as the person writes it. */
type PathHere = (path: string) => string

/** Each finding with its place; what it means and what to do is said with the first of its kind. */
export function findingLines({ findings, stages }: CheckResult, pathHere: PathHere): string[] {
  const told = new Set<string>()
  const lines = findings.flatMap((finding) => {
    const { why, advice }: Rule = rules[finding.code]
    const more = told.has(finding.code) ? [] : [`  ${why} ${advice}`]
    told.add(finding.code)
    return [lineOf(finding, pathHere(finding.file)), ...more]
  })
  return [...lines, ...(lines.length > 0 ? [''] : []), summaryOf(findings, stages)]
}

function lineOf({ line, column, severity, message, code }: Finding, file: string): string {
  return `${file}:${line}:${column}: ${severity}: ${message} [${code}]`
}

function summaryOf(findings: readonly Finding[], stages: number): string {
  const counts = (['error', 'warning', 'note'] as const).flatMap((severity) => {
    const count = countOf(findings, severity)
    return count === 0 ? [] : [`${count} ${severity}${count === 1 ? '' : 's'}`]
  })
  const looked = `${stages} ${stages === 1 ? 'stage' : 'stages'} checked`
  return `${looked}: ${counts.length === 0 ? 'nothing found' : counts.join(', ')}.`
}

export function countOf(findings: readonly Finding[], severity: Finding['severity']): number {
  return findings.filter((finding) => finding.severity === severity).length
}

/** The same for programs, with the meaning of each finding. */
export function findingsJson({ findings, stages }: CheckResult, pathHere: PathHere): unknown {
  return {
    findings: findings.map(({ code, severity, file, line, column, stage, message }) => {
      const { why, advice }: Rule = rules[code]
      return { code, severity, file: pathHere(file), line, column, stage, message, why, advice }
    }),
    stages,
    errors: countOf(findings, 'error'),
    warnings: countOf(findings, 'warning'),
    notes: countOf(findings, 'note'),
  }
}

/** What a code means. */
export function ruleLines(code: RuleCode): string[] {
  const { severity, when, why, advice }: Rule = rules[code]
  return [`${code} (${severity})`, '', when, why, advice]
}
