import type { MergeConflict } from '@sterna/engine'

/** One line for each thing that both sides changed, in columns. */
export function conflictLines(conflicts: readonly MergeConflict[]): string[] {
  const subjects = Math.max(...conflicts.map(({ subject }) => subject.length))
  const versions = Math.max(...conflicts.map(({ ours }) => ours.length))
  return conflicts.map(
    ({ subject, ours, theirs }) => `    ${subject.padEnd(subjects)}  ours: ${ours.padEnd(versions)}  theirs: ${theirs}`,
  )
}
