import { Notice } from '../../../parts/Notice.tsx'
import { LinesView } from './LinesView.tsx'
import { ScatterView } from './ScatterView.tsx'
import type { ChartProps } from './use-runs.ts'

/** The runs that the table would show, as lines over its columns or as points over two of them. */
export function RunCharts(props: ChartProps) {
  if (!props.columns.some(({ isVarying }) => isVarying))
    return (
      <Notice title="Nothing to draw" isPart>
        All these runs have the same values. Choose other columns, or try another parameter.
      </Notice>
    )
  return props.view['view'] === 'scatter' ? <ScatterView {...props} /> : <LinesView {...props} />
}
