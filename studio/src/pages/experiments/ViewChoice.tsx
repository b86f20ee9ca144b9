import { ChartSpline, type LucideIcon, ScatterChart, Table2 } from 'lucide-react'
import names from './experiments.module.css'

const views: readonly { readonly word: string | undefined; readonly label: string; readonly icon: LucideIcon }[] = [
  { word: undefined, label: 'Table', icon: Table2 },
  { word: 'lines', label: 'Lines', icon: ChartSpline },
  { word: 'scatter', label: 'Points', icon: ScatterChart },
]

interface Props {
  readonly chosen: string | undefined
  readonly choose: (word: string | undefined) => void
}

/** Whether the runs are a table, lines or points. */
export function ViewChoice({ chosen, choose }: Props) {
  return (
    <fieldset className={names['views']}>
      <legend className="unseen">Show runs as</legend>
      {views.map(({ word, label, icon: Icon }) => (
        <button key={label} type="button" aria-pressed={chosen === word} onClick={() => choose(word)}>
          <Icon size={14} aria-hidden="true" />
          {label}
        </button>
      ))}
    </fieldset>
  )
}
