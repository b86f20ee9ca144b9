import type { LiveSeries } from '@sterna/api'
import names from './curves.module.css'
import { LineChart } from './LineChart.tsx'
import { cellText } from './numbers.ts'

interface Props {
  readonly series: readonly LiveSeries[]
  /** Whose curves they are; they have one cursor. */
  readonly run: string
}

/** The curves that a run tells of itself, each with its last value. */
export function Curves({ series, run }: Props) {
  return (
    <div className={names['curves']}>
      {series.map(({ name, steps, values }) => (
        <figure key={name}>
          <figcaption>
            {name} <strong>{cellText(values.at(-1))}</strong>
          </figcaption>
          <LineChart title={name} steps={steps} values={values} shared={run} />
        </figure>
      ))}
    </div>
  )
}
