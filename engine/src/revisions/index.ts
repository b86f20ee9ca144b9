export { CommitIgnore } from './commit-ignore.ts'
export { CommitSources } from './commit-sources.ts'
export { openCommit, openView, type ProjectView, type RevisionContext, workspaceName } from './project-view.ts'
