import { useEffect, useRef } from 'react'
import names from './palette.module.css'
import type { PaletteEntry } from './palette-entries.ts'

interface Props {
  readonly id: string
  readonly found: readonly PaletteEntry[]
  readonly chosen: number
  readonly act: (entry: PaletteEntry) => void
}

/** What was found, kind by kind. The keyboard stays in the field above, which says which one is chosen. */
export function PaletteList({ id, found, chosen, act }: Props) {
  const kinds = [...new Set(found.map(({ kind }) => kind))]
  return (
    <div id={id} role="listbox" aria-label="Found" className={names['list']} tabIndex={-1}>
      {kinds.map((kind) => (
        <div key={kind} role="group" aria-label={kind}>
          <div className={names['kind']} aria-hidden="true">
            {kind}
          </div>
          {found.map((entry, index) =>
            entry.kind === kind ? (
              <Option
                key={entry.id}
                id={`${id}-${index}`}
                entry={entry}
                isChosen={index === chosen}
                act={() => act(entry)}
              />
            ) : undefined,
          )}
        </div>
      ))}
    </div>
  )
}

interface OptionProps {
  readonly id: string
  readonly entry: PaletteEntry
  readonly isChosen: boolean
  readonly act: () => void
}

/** Pressed with the mouse only: the field above has the keyboard. */
function Option({ id, entry, isChosen, act }: OptionProps) {
  const option = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (isChosen) option.current?.scrollIntoView({ block: 'nearest' })
  }, [isChosen])
  return (
    <button
      ref={option}
      type="button"
      id={id}
      role="option"
      aria-selected={isChosen}
      tabIndex={-1}
      className={names['option']}
      onClick={act}
    >
      <span className={entry.deed.kind === 'copy' ? names['command'] : undefined}>{entry.label}</span>
      {entry.detail ? <span className={names['detail']}>{entry.detail}</span> : undefined}
    </button>
  )
}
