export { CommitIgnore } from './commit-ignore.ts'
export { CommitSources } from './commit-sources.ts'
export { openCommit, openView, workspaceName } from './project-view.ts'
export type { ProjectView, RevisionContext } from './view.ts'
