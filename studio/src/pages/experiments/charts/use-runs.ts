import type { ValueColumn } from '@sterna/api'
import { useMemo } from 'react'
import type { ChangeView, ViewState } from '../../../view-state/view-state.ts'
import { useValues } from '../value-cells.ts'
import type { Runs } from './runs.ts'

/** What the page hands to its charts. */
export interface ChartProps extends Omit<Runs, 'values'> {
  /** Those that the table would show. */
  readonly columns: readonly ValueColumn[]
  readonly view: ViewState
  readonly change: ChangeView
  readonly select: (row: number) => void
}

/** The runs with the values of these axes; the same as long as nothing of them changes. */
export function useRuns({ table, rows, selected }: ChartProps, axes: readonly ValueColumn[]): Runs {
  const values = useValues(table.stamp, axes)
  return useMemo(() => ({ table, rows, values, selected }), [table, rows, values, selected])
}
