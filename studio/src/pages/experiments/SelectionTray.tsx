import { Link } from '@tanstack/react-router'
import { X } from 'lucide-react'
import { IconButton } from '../../parts/IconButton.tsx'
import { Swatch } from '../../parts/Swatch.tsx'
import { comparedRuns } from './compared-runs.ts'
import names from './experiments.module.css'
import type { Selection } from './use-selection-keys.ts'

const most = 8

/** What is selected, and what can be done with it. */
export function SelectionTray({ selected, base, clear }: Selection) {
  const runs = comparedRuns(selected, base)
  const isFine = runs.length > 1 && runs.length <= most
  return (
    <section className={names['tray']} aria-label="Selected runs">
      <span>{selected.length} selected</span>
      {selected.map((name, index) => (
        <Swatch key={name} place={index} title={name} />
      ))}
      {isFine ? (
        <Link to="/compare" search={{ runs: runs.join(','), base } as never}>
          Compare <kbd>c</kbd>
        </Link>
      ) : (
        <span>{runs.length > most ? `Up to ${most} can be compared` : 'Select one more to compare'}</span>
      )}
      <IconButton label="Clear the selection (Esc)" title="Clear (Esc)" press={clear}>
        <X size={15} aria-hidden="true" />
      </IconButton>
    </section>
  )
}
