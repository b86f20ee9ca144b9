export { type Contrast, type ContrastContext, type ContrastRequest, diffRevisions } from './diff-revisions.ts'
export type { EnvironmentChange, PackageChange } from './environment/environment.ts'
export { type Verdict, verdictOf } from './verdict.ts'
