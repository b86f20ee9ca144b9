import { localTime, shortTime } from '../show/local-time.ts'
import type { ShownExperiment, ShownRevision } from '../show/shown-state.ts'

/** A commit that experiments began at, one of its experiments, or the last one of them. */
export type RowKind = 'baseline' | 'branch_commit' | 'branch_base'

/** Times for programs, or for people who read them now. */
export type TimeStyle = { readonly kind: 'iso' } | { readonly kind: 'short'; readonly now: Date }

interface CellStyle {
  readonly time: TimeStyle
  readonly fill: string
}

const shortId = 7

/** The cells of `Experiment`, `rev`, `typ`, `Created`, `parent`, `State` and `Executor`. */
export function fixedCells(
  revision: ShownRevision,
  kind: RowKind,
  experiment: ShownExperiment | undefined,
  style: CellStyle,
): string[] {
  const isBaseline = kind === 'baseline'
  const executor = experiment?.executor
  return [
    isBaseline ? '' : (revision.name ?? ''),
    isBaseline && revision.name !== undefined ? revision.name : shortRevision(revision.revision),
    kind,
    createdCell(revision, style),
    '',
    executor ? capitalized(executor.state) : style.fill,
    executor?.name === undefined ? style.fill : capitalized(executor.name),
  ]
}

export function shortRevision(revision: string): string {
  return /^[0-9a-f]{40,64}$/.test(revision) ? revision.slice(0, shortId) : revision
}

function createdCell({ state }: ShownRevision, { time, fill }: CellStyle): string {
  if (state.kind !== 'commit') return fill
  const { seconds } = state.data
  return time.kind === 'iso' ? localTime(seconds) : shortTime(seconds, time.now)
}

function capitalized(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}
