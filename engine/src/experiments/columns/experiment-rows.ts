import type { RevisionParts } from '../data/revision-data.ts'
import type { Executor, ShownBaseline, ShownExperiment, ShownRevision } from '../show/shown-state.ts'

/** A line of a table of experiments: what is in the workspace, a commit, or an experiment that began at one. */
export interface ExperimentRow {
  readonly kind: 'workspace' | 'commit' | 'experiment'
  /** A commit's id, or `workspace`. */
  readonly revision: string
  readonly name: string | undefined
  /** The row of the commit it began at, counted from 0; undefined of what is no experiment. */
  readonly parent: number | undefined
  /** What became of it; undefined of what nobody ran as an experiment. */
  readonly state: Executor['state'] | undefined
  /** When it was committed, in seconds since 1970. */
  readonly seconds: number | undefined
  /** Why it cannot be read, or what went wrong with its run. */
  readonly problem: string | undefined
}

/** A row with what its values are read from, if it can be read. */
export interface ReadRow {
  readonly row: ExperimentRow
  readonly parts: RevisionParts | undefined
  /** Whose parts they are. */
  readonly commit: string | undefined
}

/** A row for each commit and each experiment, which stand behind the commit they began at. Of an experiment its last commit. */
export function readRows(baselines: readonly ShownBaseline[]): ReadRow[] {
  const rows: ReadRow[] = []
  for (const baseline of baselines) {
    const parent = rows.length
    const kind = baseline.revision === 'workspace' ? 'workspace' : 'commit'
    rows.push({ row: rowOf(baseline, kind), ...partsOf(baseline) })
    for (const experiment of baseline.experiments) rows.push(...experimentRow(experiment, parent))
  }
  return rows
}

function experimentRow({ name, revisions: [last], executor }: ShownExperiment, parent: number): ReadRow[] {
  if (last === undefined) return []
  const row = rowOf(last, 'experiment')
  const named = { ...row, parent, name: name ?? last.name, state: executor?.state ?? ('success' as const) }
  return [{ row: named, ...partsOf(last) }]
}

function rowOf({ revision, name, state, problem }: ShownRevision, kind: ExperimentRow['kind']): ExperimentRow {
  const whatWentWrong = state.kind === 'problem' ? state.problem : problem
  return {
    kind,
    revision,
    name,
    parent: undefined,
    state: undefined,
    seconds: state.kind === 'commit' ? state.data.seconds : undefined,
    problem: whatWentWrong?.message,
  }
}

function partsOf({ state }: ShownRevision): Omit<ReadRow, 'row'> {
  if (state.kind === 'problem') return { parts: undefined, commit: undefined }
  return { parts: state.data, commit: state.kind === 'commit' ? state.data.commit : undefined }
}
