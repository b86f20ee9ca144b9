export { type Contrast, type ContrastContext, type ContrastRequest, diffRevisions } from './diff-revisions.ts'
export type { EnvironmentChange, PackageChange } from './environment/environment.ts'
export type { MachineChange, RecordedDifference } from './environment/recorded.ts'
export { type Verdict, verdictOf } from './verdict.ts'
