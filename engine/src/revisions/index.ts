export { CommitSources } from './commit-sources.ts'
export { openView, type ProjectView, type RevisionContext, workspaceName } from './project-view.ts'
