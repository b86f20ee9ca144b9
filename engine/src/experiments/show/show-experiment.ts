import type { RevisionReader } from '../data/revision-reader.ts'
import type { Experiment } from '../refs/experiments.ts'
import type { ShownExperiment, ShownRevision } from './shown-state.ts'

/** How many revisions are read at once: Git is asked for what all of them need together. */
export const readAtOnce = 128

/** An experiment with its commits, down to where it began. Undefined if its ref leads to nothing. */
export async function showExperiment(
  reader: RevisionReader,
  { name, commit, baseline }: Experiment,
): Promise<ShownExperiment | undefined> {
  const revisions = await commitsDownTo(reader, commit, baseline)
  const [first, ...rest] = revisions
  return first && { name, revisions: [{ ...first, name }, ...rest], executor: undefined }
}

/** The commits from a tip along first parents, without the one they began at. */
export async function commitsDownTo(reader: RevisionReader, tip: string, baseline: string): Promise<ShownRevision[]> {
  const found: ShownRevision[] = []
  for (let commit: string | undefined = tip; commit !== undefined; ) {
    const state = await reader.commit(commit)
    const parent = await reader.parent(commit)
    const isThere = state.kind === 'commit' || parent !== undefined
    if (isThere) found.push({ revision: commit, name: undefined, state })
    commit = parent === baseline ? undefined : parent
  }
  return found
}
