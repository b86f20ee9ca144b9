import { Failure, type RepoPath } from '../foundation/base/index.ts'
import type { ProjectView } from '../revisions/index.ts'
import type { FileValues } from './value-files.ts'

/** The values of a revision by file, or why the revision as a whole could not be read. */
export type ViewValues =
  | { readonly kind: 'values'; readonly files: ReadonlyMap<RepoPath, FileValues> }
  | { readonly kind: 'unreadable'; readonly failure: Failure }

/** Reads the values of a view. What is wrong with one revision hides no other one. */
export async function valuesOf(
  view: ProjectView,
  read: (view: ProjectView) => Promise<ReadonlyMap<RepoPath, FileValues>>,
): Promise<ViewValues> {
  try {
    return { kind: 'values', files: await read(view) }
  } catch (error) {
    if (!(error instanceof Failure) || error.code === 'interrupted') throw error
    return { kind: 'unreadable', failure: error }
  }
}

/** Whether a revision, or one of its files, could not be read. */
export function hasMistakes(values: ViewValues): boolean {
  return values.kind === 'unreadable' || [...values.files.values()].some(({ kind }) => kind === 'error')
}
