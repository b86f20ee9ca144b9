import { Link } from '@tanstack/react-router'
import { X } from 'lucide-react'
import { runColor } from '../../parts/run-color.ts'
import { comparedRuns } from './compared-runs.ts'
import names from './experiments.module.css'

interface Props {
  readonly selected: readonly string[]
  readonly base: string | undefined
  readonly clear: () => void
}

const most = 8

/** What is selected, and what can be done with it. */
export function SelectionTray({ selected, base, clear }: Props) {
  const runs = comparedRuns(selected, base)
  const isFine = runs.length > 1 && runs.length <= most
  return (
    <section className={names['tray']} aria-label="Selected runs">
      <span>{selected.length} selected</span>
      {selected.map((name, index) => (
        <span key={name} className={names['swatch']} style={{ background: runColor(index) }} title={name} />
      ))}
      {isFine ? (
        <Link to="/compare" search={{ runs: runs.join(','), ...(base === undefined ? {} : { base }) } as never}>
          Compare <kbd>c</kbd>
        </Link>
      ) : (
        <span>{runs.length > most ? `Up to ${most} can be compared` : 'Select one more to compare'}</span>
      )}
      <button type="button" onClick={clear} aria-label="Clear the selection (Esc)" title="Clear (Esc)">
        <X size={15} aria-hidden="true" />
      </button>
    </section>
  )
}
