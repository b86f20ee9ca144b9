export { type CheckResult, checkPipelines } from './check-pipelines.ts'
export type { Finding } from './finding.ts'
export { type Rule, type RuleCode, rules, type Severity } from './rules.ts'
