import type { RepoPath } from '../../foundation/base/index.ts'
import { type RuleCode, rules, type Severity } from './rules.ts'

/** Something about a pipeline that is wrong or worth knowing. */
export interface Finding {
  readonly code: RuleCode
  readonly severity: Severity
  /** Where it stands, from the root. */
  readonly file: RepoPath
  readonly line: number
  readonly column: number
  /** The stage file that it is about: its own, or for a lock file the one beside it. */
  readonly owner: RepoPath
  /** Name of the stage or group in that file. */
  readonly stage?: string
  readonly message: string
}

/** Where a finding stands. */
export type FindingPlace = Pick<Finding, 'file' | 'line' | 'column' | 'owner' | 'stage'>

export function finding(code: RuleCode, place: FindingPlace, message: string): Finding {
  return { ...place, code, severity: rules[code].severity, message }
}

/** Each once, in the order in which they stand. Members of a group have much in common. */
export function inOrder(findings: readonly Finding[]): Finding[] {
  const keyOf = ({ code, file, line, column, message }: Finding) => [code, file, line, column, message].join('\n')
  const unique = [...new Map(findings.map((one) => [keyOf(one), one])).values()]
  return unique.sort(
    (a, b) =>
      (a.file === b.file ? 0 : a.file < b.file ? -1 : 1) ||
      a.line - b.line ||
      a.column - b.column ||
      compareCodes(a, b),
  )
}

function compareCodes(a: Finding, b: Finding): number {
  return a.code < b.code ? -1 : Number(a.code > b.code)
}
