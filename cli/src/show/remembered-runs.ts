import type { RememberedRun } from '@sterna/engine'
import { shownTime } from './attempts.ts'
import { plainTable } from './table.ts'

export interface ShownRuns {
  readonly runs: readonly RememberedRun[]
  readonly isForgotten: boolean
}

/** A row for each run: when, its command, what it made, and whether that is still there; or how many were forgotten. */
export function rememberedRunLines({ runs, isForgotten }: ShownRuns): string[] {
  if (isForgotten) return [`${runs.length} run${runs.length === 1 ? '' : 's'} forgotten.`]
  if (runs.length === 0) return ['No run is remembered.']
  const rows = runs.map(({ time, entry, isComplete }) => [
    shownTime(time),
    isComplete ? 'yes' : 'no',
    entry.outs.map(({ path }) => path).join(', '),
    commandText(entry.cmd),
  ])
  return plainTable(rows, ['Remembered', 'Complete', 'Outputs', 'Command'])
}

export function rememberedRunsForPrograms({ runs }: ShownRuns) {
  return runs.map(({ name, time, entry, isComplete }) => ({
    name,
    time: new Date(time).toISOString(),
    complete: isComplete,
    command: entry.cmd,
    outputs: entry.outs.map(({ path }) => path),
  }))
}

function commandText(cmd: string | readonly string[]): string {
  return (typeof cmd === 'string' ? cmd : cmd.join('; ')).trim().replaceAll('\n', '; ')
}
