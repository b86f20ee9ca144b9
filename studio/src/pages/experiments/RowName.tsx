import type { ExperimentsAnswer } from '@sterna/api'
import { Link } from '@tanstack/react-router'
import { runColor } from '../../parts/run-color.ts'
import names from './experiments.module.css'
import { shownDigits } from './row-name.ts'

interface NameProps {
  readonly table: ExperimentsAnswer
  readonly row: number
  readonly isBase: boolean
  readonly pin: (row: number) => void
  /** Its place among those that are selected; -1 if it is not. */
  readonly place: number
  readonly select: (row: number) => void
}

/** How a row is called, and what is to be said of it; its button makes the others be compared with it. */
export function RowName({ table: { rows }, row, isBase, pin, place, select }: NameProps) {
  const kind = rows.kind[row]!
  const state = rows.state[row]
  const name = rows.name[row] ?? (kind === 'workspace' ? 'workspace' : rows.revision[row]!.slice(0, shownDigits))
  return (
    <th scope="row" aria-colindex={1} className={names['name']}>
      <span className={names['nameCell']}>
        <input
          type="checkbox"
          checked={place >= 0}
          onChange={() => select(row)}
          aria-label={`Select ${name}`}
          style={place >= 0 ? { accentColor: runColor(place) } : undefined}
        />
        <button
          type="button"
          aria-pressed={isBase}
          aria-label={`Compare the others with ${name}`}
          title="Compare the others with this one (b)"
          data-row={row}
          onClick={() => pin(row)}
        />
        <Link
          to="/runs/$run"
          params={{ run: rows.name[row] ?? rows.revision[row]! }}
          className={names[kind]}
          title={rows.problem[row] ?? name}
        >
          {name}
        </Link>
        {state && state !== 'success' ? <em data-state={state}>{state}</em> : undefined}
        {rows.isPinned[row] ? <em>kept</em> : undefined}
        {rows.problem[row] && state !== 'failed' ? <em data-state="failed">unreadable</em> : undefined}
      </span>
    </th>
  )
}
