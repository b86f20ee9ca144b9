import type { ExplainedStage, Outlook, Project } from '@sterna/engine'

/** How paths and stages from the project's root are called where the person is. */
export type Names = Pick<Project, 'pathHere' | 'addressHere'>

const verbs: Readonly<Record<string, string>> = {
  fresh: 'is up to date',
  run: 'runs',
  'may-run': 'may run',
  restore: 'comes from the cache',
  pull: 'comes from the remote',
  record: 'is recorded as it is',
  blocked: 'is blocked',
}

/** What becomes of a stage, in a word for programs and as the key of the words for people. */
export function outlookName(outlook: Outlook): string {
  return outlook.kind === 'run' && !outlook.isCertain ? 'may-run' : outlook.kind
}

/** The same as a verb behind the stage's name. */
export function verbOf({ outlook }: Pick<ExplainedStage, 'outlook'>): string {
  return verbs[outlookName(outlook)]!
}
